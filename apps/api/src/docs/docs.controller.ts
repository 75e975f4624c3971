import { Controller, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Undocumented } from '../http/route.js';
import { styleNonceOf } from '../http/security-headers.js';
import { type OpenApiDocument, openApiDocument } from './openapi.js';
import { docsPage } from './page.js';

/** The contract, for programs and for people. */
@Controller()
export class DocsController {
  private readonly document = openApiDocument();

  @Undocumented('/api/openapi.json')
  openApi(): OpenApiDocument {
    return this.document;
  }

  @Undocumented('/api/docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    return docsPage(this.document, styleNonceOf(reply.raw));
  }
}
