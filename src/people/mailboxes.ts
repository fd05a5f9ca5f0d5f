/** Lists about mailboxes that change now and then; add to them freely. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Names before the @ that belong to a function, in English and the languages of our countries; without dots and hyphens. */
export const sharedNames = words(`
  abuse accounts accounting admin administration billing bookings careers contact customerservice enquiries finance hello help helpdesk hi hostmaster
  hr inbox info information invoice invoices it jobs legal mail mailerdaemon marketing news newsletter noreply office orders payroll postmaster press
  privacy procurement purchasing reception recruitment sales security service shop support team webmaster
  adm bogholderi booking butik faktura hej indkob indkøb indkoeb job kontakt kontor kundeservice mailbox okonomi økonomi oekonomi ordre post presse
  reception regnskab reklamation salg
  innkjop innkjøp firmapost kundesenter kundestotte kundestøtte lonn lønn postkasse postmottak regnskap resepsjon
  administratie algemeen bestellingen boekhouding contactus facturen factuur inkoop klantenservice personeel receptie secretariaat verkoop vacatures
`);

/** Houses that give free mail under many country endings (hotmail.dk, yahoo.no, gmx.at). */
export const freeMailBrands = words('aol gmail gmx googlemail hotmail icloud rocketmail yahoo yandex ymail');

/** Free mail and mailboxes that come with a home connection, by country. A domain counts with all its subdomains. */
export const freeMailDomains = words(`
  fastmail.com fastmail.fm hey.com inbox.com live.com mac.com mail.com mail.ru me.com msn.com outlook.com passport.com pm.me proton.me protonmail.ch
  protonmail.com tuta.com tuta.io tutamail.com tutanota.com zohomail.com zohomail.eu mailbox.org posteo.de duck.com privaterelay.appleid.com relay.firefox.com
  qq.com 163.com 126.com comcast.net verizon.net att.net btinternet.com sky.com web.de freenet.de t-online.de orange.fr free.fr laposte.net wanadoo.fr
  libero.it virgilio.it skynet.be telenet.be seznam.cz wp.pl o2.pl onet.pl interia.pl
  mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com
  live.dk outlook.dk mail.dk email.dk privat.dk jubii.dk jubiimail.dk ofir.dk youmail.dk city.dk adr.dk tele.dk tdcadsl.dk tdcspace.dk stofanet.dk
  webspeed.dk get2net.dk cybercity.dk mobilixnet.dk worldonline.dk dbmail.dk vip.cybercity.dk energimail.dk fibermail.dk sol.dk
  live.no outlook.no online.no broadpark.no getmail.no frisurf.no start.no c2i.net bluezone.no epost.no lyse.net altiboxmail.no sf-nett.no haugnett.no
  live.nl outlook.nl ziggo.nl ziggomail.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl xs4all.nl casema.nl chello.nl upcmail.nl quicknet.nl zonnet.nl
  tele2.nl telfort.nl versatel.nl solcon.nl caiway.nl zeelandnet.nl freeler.nl online.nl onsbrabantnet.nl hccnet.nl wxs.nl tiscali.nl orange.nl 12move.nl dds.nl
  t-mobilethuis.nl deltanl.nl
  live.se outlook.se telia.com spray.se bredband.net comhem.se tele2.se live.fi outlook.fi luukku.com kolumbus.fi live.de outlook.de live.fr outlook.fr
  live.be outlook.be live.co.uk live.it outlook.it outlook.es live.ca
`);
