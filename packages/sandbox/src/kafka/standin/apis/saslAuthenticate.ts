import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

/** The sentence of a real broker; clients show it. */
const REFUSAL = 'Authentication failed: Invalid username or password';

export const saslAuthenticate: Api = {
  key: 36,
  name: 'SaslAuthenticate',
  minVersion: 0,
  maxVersion: 1,
  handle: ({ answer, connection, request, version }) => {
    const [, username, password] = request.bytes().toString().split('\0');
    const { sasl } = connection;
    const isRight = username === sasl?.username && password === sasl?.password;
    connection.isAuthenticated = isRight;
    const { none, saslAuthenticationFailed } = KAFKA_ERROR;
    answer.int16(isRight ? none : saslAuthenticationFailed);
    answer.string(isRight ? null : REFUSAL).bytes([]);
    if (version >= 1) {
      answer.int64(0);
    }
  },
};
