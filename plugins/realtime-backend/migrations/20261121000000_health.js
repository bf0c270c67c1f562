/**
 * Readings of topic health, so that trends outlive a restart and replicas share
 * them, and since when each verdict stands.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('realtime_health_readings', table => {
    table.comment('Offsets and lags over time; rows live for a day at most');
    table
      .string('scope', 64)
      .notNullable()
      .comment('SHA-256 of the system, topics and groups that were read');
    table
      .bigInteger('bucket')
      .notNullable()
      .comment('Number of the interval since 1970: one row of all replicas');
    table
      .bigInteger('at_ms')
      .notNullable()
      .index()
      .comment('Milliseconds since 1970');
    table
      .boolean('is_coarse')
      .notNullable()
      .comment('Kept for a day; the others for three hours');
    table.text('reading').notNullable().comment('Numbers as JSON; no payload');
    table.primary(['scope', 'bucket']);
  });
  await knex.schema.createTable('realtime_health_memory', table => {
    table.comment('Verdicts of checks and since when they stand');
    table.string('scope', 64).primary();
    table.bigInteger('at_ms').notNullable().index();
    table.text('memory').notNullable().comment('JSON by check');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('realtime_health_memory');
  await knex.schema.dropTable('realtime_health_readings');
};
