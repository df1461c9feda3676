// What has not moved to ES modules yet.
const { Client } = require("closewise");

import("./scenario.js")
  .then(({ tryOut }) => tryOut({ Client }, process.argv[2]))
  .then((outcome) => console.log(`outcome: ${JSON.stringify(outcome)}`));
