import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Route as RouteDefinition } from '@parlour/contracts';

export const routeMetadata = Symbol('route');

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Present where the body of the route is a file. */
    upload?: NonNullable<RouteDefinition['upload']>;
    /** Present where the answer of the route is a file: it leaves as it is, byte by byte. */
    produces?: string;
  }
}

/** A handler of one route of the contract: its method, its path and its status. Controllers have no prefix. */
export const Route = (route: RouteDefinition): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    HttpCode(route.status),
    SetMetadata(routeMetadata, route),
    RouteConfig({
      ...(route.upload && { upload: route.upload }),
      ...(route.produces !== undefined && { produces: route.produces }),
    }),
  );

/** A handler that is no route of the contract and asks for no access token: the documentation. */
export const Undocumented = (path: `/api/${string}`): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path, method: RequestMethod.GET }),
    SetMetadata(routeMetadata, { auth: 'none' } satisfies Pick<RouteDefinition, 'auth'>),
  );
