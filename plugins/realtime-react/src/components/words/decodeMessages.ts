/**
 * Why a decoder did not read a record, and what is wrong with a damaged batch;
 * part of the server's messages. What decoders of modules, and checks of a JSON
 * schema, say is not here: it stays as it came.
 */
export const decodeMessages = {
  /** Lines of the decode report. The longer text first where a shorter one fits it too. */
  decode: {
    schemaCheck: 'schema check',
    noBytes: 'no bytes',
    noRoot: 'begins with neither a map nor an array',
    notUtf8: 'not UTF-8',
    textNotUtf8: 'text that is not UTF-8 at position {{at}}',
    endsAfter: 'ends too early, after {{bytes}} bytes',
    ends: 'ends too early: {{wanted}} bytes wanted at position {{at}}, {{left}} left',
    byteHidden: 'unexpected byte at position {{at}}',
    byte: 'unexpected byte {{byte}} at position {{at}}',
    afterIntegerHidden: '{{bytes}} bytes left after the integer',
    afterInteger: '{{bytes}} bytes left after the integer {{value}}',
    byteLeft: '1 byte left after the value',
    bytesLeft: '{{bytes}} bytes left after the value',
    head: 'a malformed head at position {{at}}',
    mapName: 'a map with a name that is not text or a number',
    piece: 'a piece of another kind inside a long string',
    tooDeep: 'nested deeper than {{depth}}',
    integer: 'an integer over {{bits}} bits',
    decimal: 'a decimal over {{bits}} bits',
    break: 'a break out of place',
    controls: 'control characters in the first 4 bytes',
    control: 'a control character at position {{at}}',
    items: 'more than {{items}} items',
    tooLong: 'longer than {{chars}} characters of JSON',
    never: 'the format 0xc1, which is never used',
    broke: 'the decoder itself broke',
    tooSlow: 'took longer than {{seconds}} s',
    noFit: 'the bytes do not fit this encoding',
    noFitMessage: 'the bytes do not fit the message',
    messageIndex: 'a message index that cannot be read',
    noMessage: 'a message the schema does not have',
    noBranch: 'a branch the union does not have',
    noSymbol: 'a symbol the enum does not have',
    boolean: 'a boolean that is neither 0 nor 1',
    negative: 'a negative length',
    withheld: 'withheld by the mask policy',
    notChecked: 'the schema itself cannot be read, so nothing was checked',
    noSchemaId: 'does not begin with byte 0x00 and a schema id',
    noRegistry: 'may have schema id {{id}}, but {{system}} has no registry',
    notLoaded: 'schema {{id}} is not loaded yet',
    unknownId: 'id {{id}} is unknown to registry {{system}}',
    registrySilent:
      'registry {{system}} does not answer since {{time}}; next try in {{seconds}} s',
    registryRefuses:
      'registry {{system}} refuses the credential in app-config since {{time}}; next try in {{seconds}} s',
    schemaUnusable:
      'registry {{system}} answers id {{id}} with a schema that cannot be used since {{time}}; next try in {{seconds}} s',
  },
  /** What is wrong with a batch of Kafka. */
  damage: {
    batch: 'its batch is damaged',
    inflated: 'the batch inflates to more than {{bytes}} bytes',
    oldFormat: 'message format {{magic}} is older than Kafka 0.11 and not read',
    cut: 'the batch is cut off or its head is damaged',
    checksum: 'the checksum does not match',
    noFit: 'a record does not fit its batch',
    noFitCodec: 'a record ({{codec}}) does not fit its batch',
    lz4: 'the lz4 frame is damaged',
    codec: 'compression codec {{codec}} is not known',
    zstd: 'zstd needs Node.js 22.15 or newer on the server',
    snappy: 'the snappy block is cut short',
    data: 'the {{codec}} data is damaged',
  },
} as const;
