import { type ErrorCode, errorCatalog, problemDetails, type Route, routes } from '@parlour/contracts';
import { STATUS_CODES } from 'node:http';
import { fileCookie } from '../auth/auth-cookies.js';
import { fieldsOf, type JsonSchema, namedSchemas, referenceTo, schemaPath } from './schemas.js';

export interface MediaTypes {
  readonly [mediaType: string]: { readonly schema: JsonSchema };
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: MediaTypes };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: MediaTypes }>
  >;
}

/** As much of an OpenAPI 3.1 document as ours has. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

const tags = [
  { name: 'auth', description: 'Signing up and in' },
  { name: 'account', description: 'My profile and my account' },
  { name: 'people', description: 'Friends, requests, blocks, direct chats' },
  { name: 'rooms', description: 'Rooms and who is in them' },
  { name: 'chats', description: 'The chats of rooms and of two people' },
  { name: 'messages', description: 'What is written in a chat' },
  { name: 'files', description: 'What is sent with a message' },
  { name: 'calls', description: 'Calls between two people' },
  { name: 'health', description: 'Whether the server works' },
] as const satisfies readonly { name: Route['tag']; description: string }[];

/** As generators of clients know it from OpenAPI 3.0; the media type says the rest. */
const file: JsonSchema = { type: 'string', format: 'binary', description: 'The bytes of a file' };

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of 10 minutes',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'parlour_refresh',
    description: 'The refresh token of a session',
  },
  fileCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: fileCookie,
    description: 'Set together with the access token, for pictures, videos and downloads in a browser',
  },
};

const security: Readonly<Record<Route['auth'], Operation['security']>> = {
  none: [],
  bearer: [{ bearer: [] }],
  cookie: [{ cookie: [] }],
  file: [{ bearer: [] }, { fileCookie: [] }],
};

/** The contract's routes as an OpenAPI 3.1 document. */
export function openApiDocument(): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parlour',
      version: '1',
      description:
        'Rooms for talking. The socket, which carries events and calls, is told in docs/protocol.md.',
    },
    servers: [{ url: '/' }],
    tags,
    paths,
    components: { schemas: schemasReachedFrom(paths), securitySchemes },
  };
}

function operationOf(name: string, route: Route): Operation {
  const { summary, tag, auth, params, query, status } = route;
  const taken = contentTakenBy(route);
  const given = contentGivenBy(route);
  return {
    operationId: name,
    summary,
    tags: [tag],
    security: security[auth],
    parameters: [
      ...(params ? fieldsOf(params).map((field) => ({ ...field, in: 'path' as const })) : []),
      ...(query ? fieldsOf(query).map((field) => ({ ...field, in: 'query' as const })) : []),
    ],
    ...(taken && { requestBody: { required: true, content: taken } }),
    responses: {
      [status]: {
        description: STATUS_CODES[status] ?? '',
        ...(given && { content: given }),
      },
      ...(route.ranges && {
        206: { description: 'The range that the header Range asks for', ...(given && { content: given }) },
        416: { description: 'The range lies behind the end of the file' },
      }),
      ...problemsOf(codesOf(route)),
    },
  };
}

function contentTakenBy({ body, upload }: Route): MediaTypes | undefined {
  if (body) return { 'application/json': { schema: referenceTo(body) } };
  return upload && Object.fromEntries(upload.types.map((type) => [type, { schema: file }]));
}

function contentGivenBy({ response, produces }: Route): MediaTypes | undefined {
  if (response) return { 'application/json': { schema: referenceTo(response) } };
  return produces === undefined ? undefined : { [produces]: { schema: file } };
}

/** Those of the route itself, and those that any request of its kind can meet. */
function codesOf({ method, auth, body, upload, errors }: Route): ErrorCode[] {
  const general: ErrorCode[] = [
    ...(auth === 'bearer' || auth === 'file' ? (['unauthenticated', 'token_expired'] as const) : []),
    ...((body ?? upload) ? (['payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(method === 'GET' ? [] : (['origin_refused'] as const)),
    'internal',
    'unavailable',
  ];
  return [...new Set([...errors, ...general])];
}

function problemsOf(codes: readonly ErrorCode[]): Operation['responses'] {
  const statuses = [...new Set(codes.map((code) => errorCatalog[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => errorCatalog[code].status === status);
      const schema = {
        allOf: [referenceTo(problemDetails), { type: 'object', properties: { code: { enum: own } } }],
      };
      return [
        status,
        {
          description: own.map((code) => `\`${code}\`: ${errorCatalog[code].message}`).join('\n\n'),
          content: { 'application/problem+json': { schema } },
        },
      ];
    }),
  );
}

/** Only what the routes make use of: the contract names the objects of the socket too. */
function schemasReachedFrom(root: unknown): Record<string, JsonSchema> {
  const reached = new Map<string, JsonSchema>();
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(new RegExp(`"${schemaPath}(\\w+)"`, 'g'))) {
      const schema = namedSchemas[name];
      if (schema === undefined || reached.has(name)) continue;
      reached.set(name, schema);
      visit(schema);
    }
  };
  visit(root);
  return Object.fromEntries([...reached].sort(([a], [b]) => a.localeCompare(b)));
}
