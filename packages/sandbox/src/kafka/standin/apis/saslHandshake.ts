import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';

const MECHANISM = 'PLAIN';

export const saslHandshake: Api = {
  key: 17,
  name: 'SaslHandshake',
  minVersion: 0,
  maxVersion: 1,
  handle: ({ answer, connection, request }) => {
    const isOffered = request.string() === MECHANISM && connection.sasl;
    const { none, unsupportedSaslMechanism } = KAFKA_ERROR;
    answer.int16(isOffered ? none : unsupportedSaslMechanism);
    answer.array(connection.sasl ? [MECHANISM] : [], name => {
      answer.string(name);
    });
  },
};
