import { errorCatalog, type Route, routes } from '@parlour/contracts';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { type OpenApiDocument, openApiDocument } from './openapi.js';

const document = openApiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);

describe('the OpenAPI document', () => {
  it('has every route of the contract and nothing else', () => {
    const described = operations.map(({ method, path, operation }) => [
      operation.operationId,
      `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ]);
    const contract = Object.entries<Route>(routes).map(([name, { method, path }]) => [
      name,
      `${method} ${path}`,
    ]);
    expect(described.sort()).toEqual(contract.sort());
  });

  it.each(operations.map((entry) => [entry.operation.operationId, entry] as const))(
    '%s says what it takes, what it answers, with which codes it fails, and who may',
    (name, { path, operation }) => {
      const route: Route = routes[name as keyof typeof routes];
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map((parameter) => `{${parameter.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
      const taken = route.body ? ['application/json'] : route.upload?.types;
      expect(operation.requestBody && Object.keys(operation.requestBody.content)).toEqual(taken);
      const given = route.response ? 'application/json' : route.produces;
      expect(Object.keys(operation.responses[route.status]?.content ?? {})).toEqual(given ? [given] : []);
      const withToken = ['bearer', 'file'].includes(route.auth)
        ? (['unauthenticated', 'token_expired'] as const)
        : [];
      const withUpload = route.upload ? (['payload_too_large', 'unsupported_media_type'] as const) : [];
      expect('206' in operation.responses).toBe(route.ranges === true);
      for (const code of [...route.errors, ...withToken, ...withUpload, 'unavailable' as const]) {
        expect(JSON.stringify(operation.responses[errorCatalog[code].status])).toContain(`"${code}"`);
      }
      expect(document.tags.map((tag) => tag.name)).toContain(route.tag);
      const ways = { none: [], bearer: ['bearer'], cookie: ['cookie'], file: ['bearer', 'fileCookie'] };
      expect(operation.security).toEqual(ways[route.auth].map((way) => ({ [way]: [] })));
      expect(Object.keys(document.components.securitySchemes)).toEqual(
        expect.arrayContaining(ways[route.auth]),
      );
    },
  );

  it('tells the bounds that the contract counts in characters', () => {
    const { RegisterRequest, PostMessageRequest, CreateRoomRequest } = document.components.schemas;
    expect(RegisterRequest?.properties?.['password']).toMatchObject({ minLength: 10, maxLength: 128 });
    expect(PostMessageRequest?.properties?.['text']).toMatchObject({ maxLength: 4_000 });
    expect(CreateRoomRequest?.properties?.['title']).toMatchObject({ minLength: 1, maxLength: 60 });
  });

  it('refers only to objects that it has, and has none that nothing refers to', () => {
    const referred = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]),
    );
    expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(Object.keys(document.components.schemas)).toContain('Room');
    expect(Object.keys(document.components.schemas)).not.toContain('SocketHandshake');
  });
});

describe('the documentation on the server', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('is open to everybody as JSON', async () => {
    const response = await fetch(`${app.url}/api/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect((await response.json()) as OpenApiDocument).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is a page that names every route and works under the content-security policy', async () => {
    const response = await fetch(`${app.url}/api/docs`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    for (const { path, operation } of operations) {
      expect(page).toContain(`id="${operation.operationId}"`);
      expect(page).toContain(path);
    }
    const nonce = /<style nonce="([^"]+)"/.exec(page)?.[1];
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain(`'nonce-${unescaped(nonce ?? '')}'`);
    expect(page).not.toMatch(/<script|style="| on\w+="/);
  });
});

const unescaped = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
