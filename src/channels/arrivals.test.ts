import { describe, expect, test } from 'vitest';
import { classify } from './channel.ts';

/**
 * Arrivals as they are met with in Denmark, Norway and the Netherlands: the address's tags, the referrer, and the channel and source they
 * belong to. `·` stands for none.
 */
const arrivals: Record<string, string> = {
  'paid search': `
    ?gclid=Cj0K                                                    https://www.google.dk/                       paid_search     google
    ?gclid=Cj0K                                                    https://www.google.no/                       paid_search     google
    ?gclid=Cj0K&gad_source=1                                       https://www.google.nl/                       paid_search     google
    ?gbraid=0AAA                                                   ·                                            paid_search     google
    ?wbraid=ClEK                                                   android-app://com.google.android.googlequicksearchbox/ paid_search google
    ?msclkid=8a1b                                                  https://www.bing.com/                        paid_search     bing
    ?yclid=123                                                     https://yandex.ru/                           paid_search     yandex
    ?utm_source=google&utm_medium=cpc&utm_campaign=brand           https://www.google.dk/                       paid_search     google
    ?utm_source=Google&utm_medium=CPC                              ·                                            paid_search     google
    ?utm_source=google&utm_medium=ppc                              ·                                            paid_search     google
    ?utm_source=bing&utm_medium=cpc                                https://www.bing.com/                        paid_search     bing
    ?utm_source=microsoft&utm_medium=cpc                           ·                                            paid_search     microsoft
    ?utm_source=google&utm_medium=paid                             ·                                            paid_search     google
    ?utm_source=google&utm_medium=paid+search                      ·                                            paid_search     google
    ?utm_source=google&utm_medium=sea                              https://www.google.nl/                       paid_search     google
    ?utm_source=google&utm_medium=annonce                          https://www.google.dk/                       paid_search     google
    ?utm_source=google&utm_medium=annonse                          https://www.google.no/                       paid_search     google
    ?utm_source=google&utm_medium=advertentie                      https://www.google.nl/                       paid_search     google
    ?utm_source=google&utm_medium=betaald                          ·                                            paid_search     google
    ?utm_source=google_ads                                         ·                                            paid_search     google_ads
    ?utm_source=Google+Ads                                         ·                                            paid_search     google+ads
    ?utm_source=adwords&utm_medium=search-ads                      ·                                            paid_search     adwords
    ?utm_source=google&utm_medium=shopping                         ·                                            paid_search     google
    ?utm_source=pmax&utm_medium=pmax                               ·                                            paid_search     pmax
    ?utm_source=capterra&utm_medium=cpc                            https://www.capterra.nl/                     paid_search     capterra
    ?utm_campaign=brand&gclid=Cj0K                                 https://www.google.dk/                       paid_search     google`,
  'organic search': `
    ·                                                              https://www.google.dk/                       organic_search  google
    ·                                                              https://www.google.no/                       organic_search  google
    ·                                                              https://www.google.nl/                       organic_search  google
    ·                                                              https://www.google.com/search?q=pumpe        organic_search  google
    ·                                                              android-app://com.google.android.googlequicksearchbox/ organic_search google
    ·                                                              https://www.bing.com/                        organic_search  bing
    ·                                                              https://duckduckgo.com/                      organic_search  duckduckgo
    ·                                                              https://www.ecosia.org/                      organic_search  ecosia
    ·                                                              https://search.brave.com/                    organic_search  brave
    ·                                                              https://kagi.com/                            organic_search  kagi
    ·                                                              https://www.qwant.com/                       organic_search  qwant
    ·                                                              https://www.startpage.com/                   organic_search  startpage
    ·                                                              https://nl.search.yahoo.com/                 organic_search  yahoo
    ·                                                              https://dk.search.yahoo.com/                 organic_search  yahoo
    ·                                                              https://www.kvasir.no/alle?q=pumper          organic_search  kvasir
    ·                                                              https://www.startsiden.no/                   organic_search  startsiden
    ·                                                              https://www.eniro.se/                        organic_search  eniro
    ·                                                              https://www.vinden.nl/                       organic_search  vinden
    ?srsltid=AfmB                                                  https://www.google.dk/                       organic_search  google
    ?utm_source=google&utm_medium=organic                          ·                                            organic_search  google
    ?utm_source=google&utm_medium=organic&utm_campaign=gmb         https://www.google.dk/                       organic_search  google
    ?utm_source=gmb&utm_medium=gmb                                 ·                                            organic_search  gmb`,
  'paid social': `
    ?utm_source=facebook&utm_medium=paid_social                    https://l.facebook.com/                      paid_social     facebook
    ?utm_source=facebook&utm_medium=paid-social                    ·                                            paid_social     facebook
    ?utm_source=facebook&utm_medium=Paid%20Social                  ·                                            paid_social     facebook
    ?utm_source=fb&utm_medium=paid&fbclid=IwAR                     https://m.facebook.com/                      paid_social     fb
    ?utm_source=ig&utm_medium=paid&fbclid=IwAR                     https://l.instagram.com/                     paid_social     ig
    ?utm_source=an&utm_medium=paid                                 ·                                            paid_social     an
    ?utm_source=facebook&utm_medium=cpc                            ·                                            paid_social     facebook
    ?utm_source=meta&utm_medium=cpm                                ·                                            paid_social     meta
    ?utm_source=linkedin&utm_medium=cpc&li_fat_id=1                https://www.linkedin.com/                    paid_social     linkedin
    ?utm_source=linkedin&utm_medium=sponsored-content              ·                                            paid_social     linkedin
    ?utm_source=LinkedIn&utm_medium=InMail                         ·                                            paid_social     linkedin
    ?utm_source=linkedin_ads                                       ·                                            paid_social     linkedin_ads
    ?utm_source=facebook-ads&utm_campaign=q4                       https://l.facebook.com/                      paid_social     facebook-ads
    ?utm_source=facebook&utm_medium=retargeting                    ·                                            paid_social     facebook
    ?utm_source=tiktok&utm_medium=paid                             ·                                            paid_social     tiktok
    ?ttclid=E.C.P                                                  ·                                            paid_social     tiktok
    ?twclid=2-1                                                    https://t.co/                                paid_social     twitter
    ?rdt_cid=33                                                    https://www.reddit.com/                      paid_social     reddit
    ?utm_source=linkedin&utm_medium=annonce                        ·                                            paid_social     linkedin
    ?utm_source=linkedin&utm_medium=betaald                        ·                                            paid_social     linkedin
    ?utm_source=pinterest&utm_medium=ads                           https://www.pinterest.dk/                    paid_social     pinterest
    ?utm_source=youtube&utm_medium=video_ad                        ·                                            paid_social     youtube`,
  'organic social': `
    ·                                                              https://www.linkedin.com/                    organic_social  linkedin
    ·                                                              https://lnkd.in/                             organic_social  linkedin
    ·                                                              android-app://com.linkedin.android/          organic_social  linkedin
    ·                                                              https://l.facebook.com/                      organic_social  facebook
    ·                                                              https://lm.facebook.com/                     organic_social  facebook
    ·                                                              https://www.instagram.com/                   organic_social  instagram
    ·                                                              https://t.co/                                organic_social  twitter
    ·                                                              https://x.com/                               organic_social  twitter
    ·                                                              https://www.youtube.com/                     organic_social  youtube
    ·                                                              https://www.pinterest.dk/                    organic_social  pinterest
    ·                                                              https://bsky.app/                            organic_social  bluesky
    ·                                                              https://mastodon.social/                     organic_social  mastodon
    ·                                                              https://www.threads.net/                     organic_social  threads
    ·                                                              https://www.reddit.com/r/Denmark             organic_social  reddit
    ·                                                              https://www.tiktok.com/                      organic_social  tiktok
    ·                                                              https://web.telegram.org/                    organic_social  telegram
    ·                                                              https://www.xing.com/                        organic_social  xing
    ?fbclid=IwAR                                                   ·                                            organic_social  facebook
    ?li_fat_id=2                                                   ·                                            organic_social  linkedin
    ?igshid=Nz                                                     ·                                            organic_social  instagram
    ?utm_source=linkedin&utm_medium=social                         https://www.linkedin.com/                    organic_social  linkedin
    ?utm_source=linkedin&utm_medium=post                           ·                                            organic_social  linkedin
    ?utm_source=linkedin&utm_medium=employee-advocacy              ·                                            organic_social  linkedin
    ?utm_source=threads                                            ·                                            organic_social  threads
    ?utm_source=facebook&utm_medium=some                           ·                                            organic_social  facebook
    ?utm_source=ig&utm_medium=social&utm_content=link_in_bio       https://l.instagram.com/                     organic_social  ig
    ?utm_source=linkedin&utm_medium=sosiale-medier                 ·                                            organic_social  linkedin
    ?utm_source=linkedin                                           ·                                            organic_social  linkedin`,
  'e-mail': `
    ?utm_source=newsletter&utm_medium=email                        ·                                            email           newsletter
    ?utm_source=nyhedsbrev&utm_medium=e-mail                       ·                                            email           nyhedsbrev
    ?utm_source=apsis&utm_medium=nyhedsbrev                        ·                                            email           apsis
    ?utm_source=apsis&utm_medium=nyhetsbrev                        ·                                            email           apsis
    ?utm_source=spotler&utm_medium=nieuwsbrief                     ·                                            email           spotler
    ?utm_source=hs_email&utm_medium=email&_hsenc=p2&_hsmi=9        ·                                            email           hs_email
    ?utm_source=hs_automation                                      ·                                            email           hs_automation
    ?utm_source=mailchimp&utm_campaign=blast                       ·                                            email           mailchimp
    ?mc_cid=5b1&mc_eid=77                                          ·                                            email           mailchimp
    ?mkt_tok=abc                                                   ·                                            email           marketo
    ?_hsmi=88                                                      ·                                            email           hubspot
    ?utm_source=klaviyo&utm_medium=flow                            ·                                            email           klaviyo
    ?utm_source=signature&utm_medium=mailsignatur                  ·                                            email           signature
    ·                                                              https://mail.google.com/                     email           gmail
    ·                                                              android-app://com.google.android.gm/         email           gmail
    ·                                                              https://outlook.live.com/                    email           outlook
    ·                                                              https://outlook.office.com/                  email           outlook
    ·                                                              https://eur01.safelinks.protection.outlook.com/ email        outlook
    ·                                                              https://urldefense.com/                      email           proofpoint
    ·                                                              https://webmail.kunde.dk/                    email           webmail.kunde.dk
    ·                                                              https://mail.one.com/                        email           one.com+mail
    ·                                                              https://webmail.ziggo.nl/                    email           ziggo+mail`,
  referral: `
    ·                                                              https://ing.dk/artikel/pumper                referral        ing.dk
    ·                                                              https://www.dr.dk/nyheder                    referral        dr.dk
    ·                                                              https://borsen.dk/                           referral        borsen.dk
    ·                                                              https://e24.no/                              referral        e24.no
    ·                                                              https://www.dn.no/                           referral        dn.no
    ·                                                              https://www.tu.no/                           referral        tu.no
    ·                                                              https://www.proff.dk/                        referral        proff.dk
    ·                                                              https://fd.nl/                               referral        fd.nl
    ·                                                              https://www.nu.nl/                           referral        nu.nl
    ·                                                              https://tweakers.net/                        referral        tweakers.net
    ·                                                              https://dk.trustpilot.com/                   referral        dk.trustpilot.com
    ·                                                              https://www.g2.com/                          referral        g2.com
    ·                                                              https://docs.google.com/                     referral        docs.google.com
    ·                                                              https://sites.google.com/                    referral        sites.google.com
    ·                                                              https://teams.microsoft.com/                 referral        teams.microsoft.com
    ·                                                              https://notfacebook.com/                     referral        notfacebook.com
    ·                                                              https://www.google.dk.evil.example/          referral        google.dk.evil.example
    ·                                                              https://chatgpt.com/                         referral        chatgpt
    ·                                                              https://chat.openai.com/                     referral        chatgpt
    ·                                                              https://www.perplexity.ai/                   referral        perplexity
    ·                                                              https://copilot.microsoft.com/               referral        copilot
    ·                                                              https://gemini.google.com/                   referral        gemini
    ·                                                              https://claude.ai/                           referral        claude
    ·                                                              https://chat.mistral.ai/                     referral        le+chat
    ?utm_source=chatgpt.com                                        ·                                            referral        chatgpt
    ?utm_source=perplexity.ai                                      ·                                            referral        perplexity
    ?utm_source=copilot.com                                        ·                                            referral        copilot
    ?utm_source=openai&utm_medium=ai                               ·                                            referral        openai
    ?utm_source=ing.dk&utm_medium=presse                           ·                                            referral        ing.dk`,
  'display, event, partner, outbound, offline': `
    ?utm_source=dv360&utm_medium=display                           ·                                            display         dv360
    ?utm_source=ekstrabladet&utm_medium=banner                     https://ekstrabladet.dk/                     display         ekstrabladet
    ?utm_source=taboola&utm_medium=cpc                             ·                                            display         taboola
    ?utm_source=google&utm_medium=display                          ·                                            display         google
    ?dclid=CJ                                                      ·                                            display         google
    ·                                                              https://googleads.g.doubleclick.net/         display         google+display+network
    ·                                                              https://trends.taboola.com/                  display         taboola
    ?utm_source=hannover&utm_medium=messe                          ·                                            event           hannover
    ?utm_source=nor-shipping&utm_medium=event                      ·                                            event           nor-shipping
    ?utm_source=jaarbeurs&utm_medium=beurs                         ·                                            event           jaarbeurs
    ?utm_source=goto&utm_medium=webinar                            ·                                            event           goto
    ?utm_source=visma&utm_medium=partner                           ·                                            partner         visma
    ?utm_source=partnerads&utm_medium=affiliate                    ·                                            partner         partnerads
    ?awc=1234                                                      ·                                            partner         awin
    ?utm_source=salesloft&utm_medium=cadence                       ·                                            outbound        salesloft
    ?utm_source=lemlist&utm_medium=cold-email                      ·                                            outbound        lemlist
    ?utm_source=brochure&utm_medium=qr                             ·                                            offline         brochure
    ?utm_source=ingenioren&utm_medium=tryk                         ·                                            offline         ingenioren
    ?utm_source=postnl&utm_medium=direct-mail                      ·                                            offline         postnl
    ?utm_source=visitekort&utm_medium=QR+code                      ·                                            offline         visitekort`,
  'direct and other': `
    ·                                                              ·                                            direct          ·
    ?ref=footer                                                    ·                                            direct          ·
    ·                                                              https://www.nordhavn.dk/priser               direct          ·
    ·                                                              https://shop.nordhavn.dk/                    direct          ·
    ·                                                              https://login.microsoftonline.com/           direct          ·
    ·                                                              https://nemlog-in.mitid.dk/                  direct          ·
    ·                                                              https://www.ideal.nl/                        direct          ·
    ?utm_source=(direct)&utm_medium=(none)                         ·                                            direct          (direct)
    ?utm_source=whatever&utm_medium=kampagne                       ·                                            other           whatever
    ?utm_source=sms&utm_medium=sms                                 ·                                            other           sms
    ?utm_source=podcast&utm_medium=podcast                         ·                                            other           podcast
    ?utm_source=borsen&utm_medium=sponsored                        ·                                            other           borsen`,
};

const rows = Object.entries(arrivals).flatMap(([name, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .map((cell) => (cell === '·' ? '' : cell)),
    )
    .map(([query = '', referrer = '', channel = '', source = '']) => ({ name, query, referrer, channel, source })),
);

describe('arrivals', () => {
  test.each(rows)('$name: $query from $referrer', ({ query, referrer, channel, source }) => {
    const road = classify({ url: `https://www.nordhavn.dk/${query}`, referrer });
    expect([road.channel, road.source ?? '']).toEqual([channel, source.replaceAll('+', ' ')]);
  });
  test('are enough to mean something', () => expect(rows.length).toBeGreaterThan(120));
});
