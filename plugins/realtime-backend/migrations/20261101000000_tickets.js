/**
 * Tickets that open a socket once. The row proves nothing by itself: the id is
 * a hash and the token is sealed under a key only the ticket's holder has.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('realtime_tickets', table => {
    table.comment('Single-use tickets for sockets; rows live for seconds');
    table
      .string('id_hash', 64)
      .primary()
      .comment('SHA-256 of the ticket, hexadecimal');
    table.string('user_ref', 255).notNullable();
    table
      .text('sealed_token')
      .notNullable()
      .comment('Limited user token, AES-256-GCM under a key from the ticket');
    table
      .bigInteger('expires_at')
      .notNullable()
      .index()
      .comment('Milliseconds since 1970');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('realtime_tickets');
};
