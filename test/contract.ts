import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ValidateFunction } from 'ajv';
import type { Http } from '../src/platform/http.ts';

interface Document {
  paths: Record<string, Record<string, { responses?: Record<string, { content?: Record<string, { schema?: object }> }> }>>;
}

/** Holds answers against the published contract. Every answer a test gets through a test client passes here. */
export type Contract = (
  method: string,
  url: string,
  answer: { statusCode: number; body: string; headers: Record<string, unknown> },
) => void;

/** Reads the OpenAPI document the server publishes; schemas are compiled when an answer first needs them. */
export function contractOf(app: Http): Contract {
  const document = app.swagger() as unknown as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const routes = Object.entries(document.paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    // A path with fewer parameters is the nearer one: /handoffs/waiting before /handoffs/{id}.
    parameters: path.split('{').length,
    methods,
  }));
  routes.sort((one, other) => one.parameters - other.parameters);
  const compiled = new Map<object, ValidateFunction>();

  return (method, url, { statusCode, body, headers }) => {
    if (statusCode >= 400 || !String(headers['content-type']).startsWith('application/json')) return;
    const path = url.split('?')[0] ?? '';
    const route = routes.find(({ pattern, methods }) => pattern.test(path) && methods[method.toLowerCase()]);
    const responses = route?.methods[method.toLowerCase()]?.responses;
    if (!responses) return;
    const schema = responses[String(statusCode)]?.content?.['application/json']?.schema;
    if (!schema) throw new Error(`${method} ${path} answered ${statusCode}, which the contract does not know.`);
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    if (!validate(JSON.parse(body))) throw new Error(`${method} ${path} broke its contract: ${ajv.errorsText(validate.errors)}`);
  };
}
