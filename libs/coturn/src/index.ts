export { type Certificate, isOpensslInstalled, makeCertificate } from './certificate.js';
export { type Coturn, type CoturnOptions, isCoturnInstalled, startCoturn } from './coturn.js';
export { turnCredentials, type TurnCredentials } from './turn-credentials.js';
