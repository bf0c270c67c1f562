/** What samples of the records that somebody reads tell: encodings, keys, sizes, schemas. */
export const CONTENT_SENTENCES = {
  'content.not-read':
    '{{topic}}: nobody reads records at the moment, so none is looked into',
  'content.few':
    '{{topic}}: {{count}} of {{needed}} samples are too few to judge',
  'obs.sampled.ok':
    '{{topic}}: {{count}} of {{total}} records that passed in {{span}} were looked into, {{share}}',
  'obs.sampled.rule':
    'looked into {{count}} / passed {{total}} = {{share}}, in {{span}}',

  'decode.failed.ok_one': '{{topic}}: the 1 sampled record can be decoded',
  'decode.failed.unread':
    '{{topic}}: no decoder reads {{failed}} of {{count}} sampled records ({{share}})',
  'decode.failed.opaque':
    '{{topic}}: no decoder reads any of {{count}} sampled records; one for this topic is missing',
  'decode.failed.opaque_one':
    '{{topic}}: no decoder reads the 1 sampled record; one for this topic is missing',
  'decode.failed.opaque.next':
    'Register the schema of {{topic}}, or add a decoder for it ({{owner}})',
  'decode.failed.open':
    'Open {{topic}} p{{partition}} offset {{offset}} and its decode report ({{owner}})',

  'key.hot':
    '{{topic}}: one key has {{share}} of {{count}} sampled records, all to p{{partition}}; the limit is {{limit}}',
  'key.hot.ok':
    '{{topic}}: no key has more than {{share}} of {{count}} sampled records; the limit is {{limit}}',
  'key.hot.one': '{{topic}} has one partition; no key can overload it alone',
  'key.hot.rule':
    'records of the most frequent key {{share}} ≥ {{limit}}, over {{count}} ≥ {{needed}} with a key',
  'key.hot.next': 'Choose keys that spread {{topic}} ({{owner}})',

  'size.near-max':
    '{{topic}}: 1 % of {{count}} sampled records have {{bytes}} or more, {{share}} of max.message.bytes {{max}}; the limit is {{limit}}',
  'size.near-max.ok':
    '{{topic}}: 99 % of {{count}} sampled records have at most {{bytes}}, {{share}} of max.message.bytes {{max}}; the limit is {{limit}}',
  'size.near-max.rule':
    '99th percentile {{bytes}} / max.message.bytes {{max}} = {{share}} ≥ {{limit}}, over {{count}} ≥ {{needed}} records',
  'size.near-max.next':
    'Send smaller records to {{topic}}, or raise its max.message.bytes ({{owner}})',

  'schema.none': '{{topic}}: no sampled record names a schema of a registry',
  'schema.unknown-id':
    '{{topic}}: {{unknown}} of {{count}} sampled records name a schema that the registry does not have; the newest names id {{id}}',
  'schema.unknown-id.ok':
    '{{topic}}: the registry has the schema of every sampled record, {{count}} in all',
  'schema.unknown-id.rule':
    'records that name a schema the registry does not have {{unknown}} > 0, of {{count}}',
  'schema.unknown-id.next':
    'Register schema {{id}} again, or find who wrote {{topic}} p{{partition}} offset {{offset}} ({{owner}})',
  'schema.drift':
    '{{topic}}: {{broken}} of {{count}} sampled records break the schema they name; the newest breaks id {{id}}',
  'schema.drift.ok':
    '{{topic}}: every sampled record keeps to its schema, {{count}} in all',
  'schema.drift.rule':
    'records that break the schema they name {{broken}} > 0, of {{count}}',
  'schema.drift.next':
    'Open {{topic}} p{{partition}} offset {{offset}} and compare it with schema {{id}} ({{owner}})',

  'compaction.null-key':
    '{{topic}} is compacted, but {{count}} of {{total}} sampled records have no key; the cleaner cannot keep them apart',
  'compaction.null-key_one':
    '{{topic}} is compacted, but 1 of {{total}} sampled records has no key; the cleaner cannot keep such records apart',
  'compaction.null-key.ok':
    '{{topic}} is compacted, and every sampled record has a key, {{total}} in all',
  'compaction.null-key.rule':
    'records without a key {{count}} > 0, of {{total}} sampled',
  'compaction.null-key.next':
    'Send a key with each record of {{topic}}, or change its cleanup.policy ({{owner}})',
} as const;
