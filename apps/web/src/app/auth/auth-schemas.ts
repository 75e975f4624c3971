/** A door of its own, so that the contract comes with the first touch of a form and not with the page. */
export {
  logInRequest,
  registerRequest,
  requestPasswordReset,
  resetPasswordRequest,
} from '@parlour/contracts';
