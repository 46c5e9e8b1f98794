/** What Meta answers instead of doing it. */
export type Refused = { httpStatus: number; code: number; title: string; details: string };

/** HTTP status, title and details of Meta's documented errors. Texts are ours in Meta's manner: programs go by the code. */
const DOCUMENTED: Readonly<Record<number, readonly [number, string, string]>> = {
  0: [401, 'AuthException', 'We were unable to authenticate the app user.'],
  1: [400, 'API Unknown', 'Invalid request or possible server error.'],
  2: [503, 'API Service', 'Temporary due to downtime or due to being overloaded.'],
  3: [500, 'API Method', 'Capability or permissions issue.'],
  4: [400, 'API Too Many Calls', 'The app has reached its API call rate limit.'],
  10: [403, 'Permission Denied', 'Permission is either not granted or has been removed.'],
  33: [400, 'Parameter value is not valid', 'The business phone number has been deleted.'],
  100: [400, 'Invalid parameter', 'The request included one or more unsupported or misspelled parameters.'],
  190: [401, 'Access token has expired', 'Error validating access token: the session has expired.'],
  200: [403, 'API Permission', 'Permission is either not granted or has been removed.'],
  368: [
    403,
    'Temporarily blocked for policies violations',
    'The account was disabled for violating a policy.',
  ],
  80007: [400, 'Rate limit issues', 'The WhatsApp Business Account has reached its rate limit.'],
  130403: [403, 'User blocked', 'The business has blocked this user.'],
  130429: [400, 'Rate limit hit', 'Cloud API message throughput has been reached.'],
  130472: [400, "User's number is part of an experiment", 'Message was not sent as part of an experiment.'],
  130497: [403, 'Business account is restricted', 'It may not message users in this country.'],
  131000: [500, 'Something went wrong', 'Message failed to send due to an unknown error.'],
  131005: [403, 'Access denied', 'Permission is either not granted or has been removed.'],
  131008: [400, 'Required parameter is missing', 'The request is missing a required parameter.'],
  131009: [400, 'Parameter value is not valid', 'One or more parameter values are invalid.'],
  131016: [500, 'Service unavailable', 'A service is temporarily unavailable.'],
  131021: [400, 'Recipient cannot be sender', 'Sender and recipient phone number is the same.'],
  131026: [400, 'Message undeliverable', 'Unable to deliver message.'],
  131030: [400, 'Recipient phone number not in allowed list', 'Add it to the recipient list and try again.'],
  131031: [403, 'Business Account locked', 'The account has been restricted or disabled.'],
  131037: [400, 'Display name approval needed', 'The number needs display name approval.'],
  131042: [400, 'Business eligibility payment issue', 'There was an error related to your payment method.'],
  131045: [500, 'Incorrect certificate', 'Message failed to send due to a registration error.'],
  131047: [400, 'Re-engagement message', 'More than 24 hours have passed since the customer last replied.'],
  131048: [400, 'Spam rate limit hit', 'There are restrictions on how many messages can be sent.'],
  131049: [400, 'Meta chose not to deliver', 'Not delivered to maintain healthy ecosystem engagement.'],
  131050: [
    400,
    'User has stopped marketing messages',
    'The user has chosen to stop them from your business.',
  ],
  131051: [400, 'Unsupported message type', 'Unsupported message type.'],
  131052: [400, 'Media download error', 'Unable to download the media sent by the user.'],
  131053: [400, 'Media upload error', 'Unable to upload the media used in the message.'],
  131056: [
    400,
    'Pair rate limit hit',
    'Too many messages from the sender to the same recipient in a short time.',
  ],
  131057: [500, 'Account in maintenance mode', 'Business account is in maintenance mode.'],
  131062: [400, 'Recipient not supported', 'This message needs a phone number.'],
  132000: [
    400,
    'Template param count mismatch',
    'The number of parameters does not match the expected number.',
  ],
  132001: [
    404,
    'Template does not exist',
    'The template does not exist in that language or is not approved.',
  ],
  132005: [400, 'Template hydrated text too long', 'The translated text is too long.'],
  132007: [400, 'Template format character policy violated', 'Template content violates a policy.'],
  132012: [400, 'Template parameter format mismatch', 'Variable parameters are formatted incorrectly.'],
  132015: [400, 'Template is paused', 'The template is paused due to low quality.'],
  132016: [400, 'Template is disabled', 'The template has been paused too many times.'],
  132018: [400, 'Template validation error', 'A parameter has line ends, tabs or too many spaces.'],
  133004: [503, 'Server temporarily unavailable', 'Server is temporarily unavailable.'],
  133010: [400, 'Phone number not registered', 'The number is not registered on the platform.'],
  135000: [400, 'Generic user error', 'Message failed to send for an unknown reason.'],
};

/** The codes that can be asked for, smallest first. */
export const CODES: readonly number[] = Object.keys(DOCUMENTED).map(Number);

/** The documented refusal `code`; `details` where more can be said than usual. */
export function refusal(code: number, details?: string): Refused {
  const [httpStatus, title, usual] = DOCUMENTED[code] ?? [
    400,
    'Unknown error',
    'An error nobody documented.',
  ];
  return { httpStatus, code, title, details: details ?? usual };
}

/** The body of Meta's answer. */
export function refusalBody({ code, title, details }: Refused): object {
  const message = code === 190 ? details : `(#${code}) ${title}`;
  return {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(code >= 1_000 && { error_data: { messaging_product: 'whatsapp', details } }),
      fbtrace_id: 'StandIn0000000000000000',
    },
  };
}
