/**
 * Why a broker does not answer when nothing listens at its address: the one
 * reason that holds for every client and not only for this one.
 */
export const CONNECTION_REFUSED = 'the connection was refused';
