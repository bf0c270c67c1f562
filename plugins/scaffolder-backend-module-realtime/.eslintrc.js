module.exports = require('../../scripts/eslint/rules.cjs')(__dirname);
