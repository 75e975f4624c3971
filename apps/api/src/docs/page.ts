import { html, type Html, raw } from './html.js';
import type { MediaTypes, OpenApiDocument, Operation } from './openapi.js';
import { type JsonSchema, schemaPath } from './schemas.js';
import { pageStyle } from './page-style.js';

/** The API for people to read: the whole OpenAPI document on one page that needs no script. */
export function docsPage(document: OpenApiDocument, styleNonce: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const ofTag = (tag: string) => operations.filter(({ operation }) => operation.tags.includes(tag));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${document.info.title} API</title>
        <style nonce="${styleNonce}">
          ${raw(pageStyle)}
        </style>
      </head>
      <body>
        <header>
          <h1>${document.info.title} API</h1>
          <p>${document.info.description}</p>
          <p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI ${document.openapi}).</p>
        </header>
        <nav aria-label="Routes">
          ${document.tags.map(
            ({ name }) =>
              html`<h2>${name}</h2>
                <ul>
                  ${ofTag(name).map(
                    ({ method, path, operation }) =>
                      html`<li>
                        <a href="#${operation.operationId}"><b>${method.toUpperCase()}</b> ${path}</a>
                      </li>`,
                  )}
                </ul>`,
          )}
        </nav>
        <main>
          ${document.tags.map(
            ({ name, description }) =>
              html`<h2>${description}</h2>
                ${ofTag(name).map(({ method, path, operation }) => operationOf(method, path, operation))}`,
          )}
          <h2>Objects</h2>
          ${Object.entries(document.components.schemas).map(([name, schema]) => objectOf(name, schema))}
        </main>
      </body>
    </html>`.text;
}

const authentication: Readonly<Record<string, string>> = {
  bearer: 'Needs an access token: Authorization: Bearer …',
  cookie: 'Needs the refresh cookie.',
};

function operationOf(method: string, path: string, operation: Operation): Html {
  const { operationId, summary, security, parameters, requestBody, responses } = operation;
  const [scheme] = security.flatMap((requirement) => Object.keys(requirement));
  return html`<section id="${operationId}">
    <h3><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code></h3>
    <p>${summary}.</p>
    <p class="quiet">${authentication[scheme ?? ''] ?? 'Open to everybody.'}</p>
    ${
      parameters.length > 0
        ? fieldTable(
            parameters.map(({ name, schema, required, in: place }) => ({
              name,
              schema,
              required,
              note: place,
            })),
          )
        : ''
    }
    ${requestBody ? html`<p>Takes ${contentOf(requestBody.content)}</p>` : ''}
    <dl>
      ${Object.entries(responses).map(
        ([status, { description, content }]) =>
          html`<dt>${status}</dt>
            <dd>
              ${
                Number(status) < 400
                  ? content
                    ? contentOf(content)
                    : 'nothing'
                  : description.split('\n\n').map((line) => errorLine(line))
              }
            </dd>`,
      )}
    </dl>
  </section>`;
}

/** An object by its name, a file by its types. */
function contentOf(content: MediaTypes): readonly Html[] {
  return Object.entries(content).map(([type, { schema }], at) =>
    schema.format === 'binary' ? html`${at > 0 ? ' or ' : ''}<code>${type}</code>` : typeOf(schema),
  );
}

function errorLine(line: string): Html {
  const [, code = '', text = ''] = /^`(\w+)`: (.*)$/.exec(line) ?? [];
  return html`<div><code>${code}</code> ${text}</div>`;
}

function objectOf(name: string, { properties = {}, required = [] }: JsonSchema): Html {
  const fields = Object.entries(properties).map(([field, schema]) => ({
    name: field,
    schema,
    required: required.includes(field),
    note: schema.description ?? '',
  }));
  return html`<section id="${name}">
    <h3>${name}</h3>
    ${fieldTable(fields)}
  </section>`;
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly note: string;
}

const fieldTable = (fields: readonly Field[]): Html =>
  html`<table>
    <tbody>
      ${fields.map(
        ({ name, schema, required, note }) =>
          html`<tr>
            <th scope="row"><code>${name}</code>${required ? '' : html` <i>optional</i>`}</th>
            <td>${typeOf(schema)} ${boundsOf(schema)}</td>
            <td class="quiet">${note}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function typeOf(schema: JsonSchema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schemaPath.length);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.items !== undefined) return html`list of ${typeOf(schema.items)}`;
  if (schema.enum !== undefined) return html`<code>${schema.enum.join(' | ')}</code>`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined)
    return html`${choices.map((choice, at) => html`${at > 0 ? ' or ' : ''}${typeOf(choice)}`)}`;
  return html`${schema.format ?? schema.type ?? 'anything'}`;
}

function boundsOf({
  minimum,
  exclusiveMinimum,
  maximum,
  minLength,
  maxLength,
  default: preset,
}: JsonSchema): string {
  const least = minLength ?? minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const most = maxLength ?? maximum;
  const unit = minLength === undefined && maxLength === undefined ? '' : ' characters';
  return [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}${unit}`]),
    ...(preset === undefined ? [] : [`${JSON.stringify(preset)} unless given`]),
  ].join(', ');
}
