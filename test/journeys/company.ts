/** The company that the journeys are made in, and who looks after it. */
export const password = 'fire blå heste synger';
export const admin = { email: 'mette@nordvarme.dk', password };
/** What makes a new installation theirs. */
export const setup = { ...admin, name: 'Mette Lund', workspaceName: 'Nordvarme', country: 'DK', language: 'da' };
