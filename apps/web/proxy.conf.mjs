/** In development, Angular's server passes what is the API's on to it. `tools/dev.mjs` says where that is. */
const target = `http://127.0.0.1:${process.env.API_PORT ?? 3000}`;

export default {
  '/api': { target, secure: false },
  '/socket.io': { target, secure: false, ws: true },
};
