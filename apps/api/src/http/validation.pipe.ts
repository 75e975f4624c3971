import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { codeOfIssues, type ErrorCode, type InputIssue, isErrorCode } from '@parlour/contracts';
import { ApiError } from './api-error.js';

/** What Standard Schema promises of an issue, and the code that zod adds. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** As many as a form has fields; an input can be wrong in as many places as it has characters. */
const maxIssues = 20;

/** Something in an address that cannot be a name of the kind names nothing. */
const notFoundCodes: Readonly<Record<string, ErrorCode>> = {
  slug: 'room_not_found',
  username: 'user_not_found',
  chatId: 'chat_not_found',
  messageId: 'message_not_found',
  emoji: 'not_an_emoji',
  attachmentId: 'attachment_not_found',
  sessionId: 'session_not_found',
};

/** Checks params, query and body by the schemas of the contract, which each handler names at its parameters. */
@Injectable()
export class ContractValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: refusalOf });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (metadata.type !== 'param' || !(error instanceof ApiError)) throw error;
      throw new ApiError(notFoundCodes[error.details.issues?.[0]?.path ?? ''] ?? 'not_found');
    }
  }
}

/** The error for an input that a schema does not accept. */
export function refusalOf(issues: readonly Issue[]): ApiError {
  const code = codeOfIssues(issues.map(({ message }) => message));
  return new ApiError(code, { issues: issues.slice(0, maxIssues).map(inputIssueOf) });
}

function inputIssueOf({ path = [], code, message }: Issue): InputIssue {
  const place = path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  if (!isErrorCode(message)) return { path: place, code: code ?? 'invalid', message };
  return { path: place, code: message, message: new ApiError(message).message };
}
