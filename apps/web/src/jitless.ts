// zod would probe for `new Function`, which our content-security policy refuses, and reports. zod reads this as it loads;
// to import it here for its own `config` would load all of it with the first page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
