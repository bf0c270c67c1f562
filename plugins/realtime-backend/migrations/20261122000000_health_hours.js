/**
 * What is usual at an hour of the day: the median rate of each topic, an hour a
 * row, so that a week is known where readings themselves live for a day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('realtime_health_hours', table => {
    table.comment('Median rates by hour; rows live for eight days at most');
    table
      .string('scope', 64)
      .notNullable()
      .comment('SHA-256 of the system, topics and groups that were read');
    table
      .integer('hour')
      .notNullable()
      .index()
      .comment('Number of the hour since 1970, UTC');
    table
      .text('rates')
      .notNullable()
      .comment('Records a second as JSON by topic; no payload');
    table.primary(['scope', 'hour']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('realtime_health_hours');
};
