import * as contracts from '@parlour/contracts';
import { z } from 'zod';

/** As much of JSON Schema 2020-12 as the contract makes use of. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export const schemaPath = '#/components/schemas/';

const registry = z.registry<{ id: string }>();
for (const [name, schema] of Object.entries(contracts)) {
  if (schema instanceof z.ZodObject) registry.add(schema, { id: nameOf(name) });
}

const generated = z.toJSONSchema(registry, {
  io: 'input',
  uri: (id) => `${schemaPath}${id}`,
  override: simplify,
}).schemas;

/** Every object that the contract names, by its name in upper case: `Room`. They refer to each other. */
export const namedSchemas: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(generated).map(([name, schema]) => [name, withoutIdentity(schema)]),
);

/** A reference to a named object of the contract. */
export const referenceTo = (schema: z.ZodType): JsonSchema => ({ $ref: `${schemaPath}${idOf(schema)}` });

/** The fields of an object of the contract: of params or of a query. */
export function fieldsOf(schema: z.ZodType): { name: string; schema: JsonSchema; required: boolean }[] {
  const { properties = {}, required = [] } = namedSchemas[idOf(schema)] ?? {};
  return Object.entries(properties).map(([name, field]) => ({
    name,
    schema: field,
    required: required.includes(name),
  }));
}

function idOf(schema: z.ZodType): string {
  const name = registry.get(schema)?.id;
  if (name === undefined) throw new Error('A route takes and gives only objects that the contract exports');
  return name;
}

/** A format says it better than the pattern that zod tests it with; the largest safe integer bounds nothing. */
function simplify({
  jsonSchema,
}: {
  jsonSchema: { format?: string; pattern?: string; maximum?: number; minimum?: number };
}) {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

function nameOf(exported: string): string {
  return exported.charAt(0).toUpperCase() + exported.slice(1);
}

/** Within an OpenAPI document, a schema is identified by its place. */
function withoutIdentity(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}
