import type { Language } from '../platform/fields.ts';

type Message = Readonly<Record<Language, string>>;

export interface Term {
  readonly name: Message;
  readonly meaning: Message;
}

function defineTerms<const Key extends string>(terms: Readonly<Record<Key, Term>>): Readonly<Record<Key, Term>> {
  return terms;
}

export type TermKey = keyof typeof terms;

/** The words both teams use, each with one meaning, in every language of the product. */
export const terms = defineTerms({
  lead: {
    name: { en: 'Lead', da: 'Lead', nb: 'Lead', nl: 'Lead' },
    meaning: {
      en: 'A person’s or a company’s passage through the funnel, from the first known touch to a customer. One person may have several over time.',
      da: 'En persons eller virksomheds vej gennem tragten, fra første kendte berøring til kunde. Én person kan have flere med tiden.',
      nb: 'En persons eller bedrifts vei gjennom trakten, fra første kjente berøring til kunde. Én person kan ha flere over tid.',
      nl: 'De weg van een persoon of bedrijf door de funnel, van het eerste bekende contactmoment tot klant. Eén persoon kan er in de loop van de tijd meer hebben.',
    },
  },
  mql: {
    name: {
      en: 'Marketing-ready lead (MQL)',
      da: 'Marketing-klar lead (MQL)',
      nb: 'Marketing-klart lead (MQL)',
      nl: 'Marketing-rijpe lead (MQL)',
    },
    meaning: {
      en: 'A lead whose interest is strong enough for marketing to work on it, but that does not yet meet the definition of sales-ready.',
      da: 'Et lead med så stor interesse, at marketing arbejder med det, men som endnu ikke opfylder definitionen på salgsklar.',
      nb: 'Et lead med så stor interesse at markedsføring arbeider med det, men som ennå ikke oppfyller definisjonen på salgsklart.',
      nl: 'Een lead met genoeg interesse voor marketing om mee te werken, maar die nog niet aan de definitie van verkoopklaar voldoet.',
    },
  },
  sql: {
    name: {
      en: 'Sales-ready lead (SQL)',
      da: 'Salgsklart lead (SQL)',
      nb: 'Salgsklart lead (SQL)',
      nl: 'Verkoopklare lead (SQL)',
    },
    meaning: {
      en: 'A lead that meets the definition both teams have signed: it fits, it has shown enough engagement, and the agreed soft criteria are met.',
      da: 'Et lead, der opfylder den definition, begge hold har underskrevet: det passer, har vist nok interesse og opfylder de aftalte bløde kriterier.',
      nb: 'Et lead som oppfyller definisjonen begge lag har signert: det passer, har vist nok interesse og oppfyller de avtalte myke kriteriene.',
      nl: 'Een lead die voldoet aan de definitie die beide teams hebben ondertekend: past, toont genoeg interesse en voldoet aan de afgesproken zachte criteria.',
    },
  },
  handoff: {
    name: { en: 'Hand-off', da: 'Overdragelse', nb: 'Overlevering', nl: 'Overdracht' },
    meaning: {
      en: 'Marketing hands a sales-ready lead to a named rep, with its briefing. Sales accepts it or gives it back with a reason.',
      da: 'Marketing overdrager et salgsklart lead til en navngiven sælger med en briefing. Salg tager imod eller giver tilbage med en grund.',
      nb: 'Markedsføring overleverer et salgsklart lead til en navngitt selger med en briefing. Salg tar imot eller gir tilbake med en grunn.',
      nl: 'Marketing draagt een verkoopklare lead met briefing over aan een verkoper bij naam. Sales neemt aan of geeft terug met een reden.',
    },
  },
  briefing: {
    name: { en: 'Briefing', da: 'Briefing', nb: 'Briefing', nl: 'Briefing' },
    meaning: {
      en: 'What sales gets to know before the first call: the agreed items, which of them are missing, and the story so far.',
      da: 'Det, salg får at vide før første samtale: de aftalte oplysninger, hvilke der mangler, og historien indtil nu.',
      nb: 'Det salg får vite før første samtale: de avtalte opplysningene, hvilke som mangler, og historien så langt.',
      nl: 'Wat sales weet vóór het eerste gesprek: de afgesproken gegevens, welke ontbreken, en het verhaal tot nu toe.',
    },
  },
  firstContact: {
    name: { en: 'First contact', da: 'Første kontakt', nb: 'Første kontakt', nl: 'Eerste contact' },
    meaning: {
      en: 'The first genuine act of a person towards the prospect after the hand-off: a call, a personal mail, a meeting. Automation does not count.',
      da: 'Den første handling fra et menneske mod kunden efter overdragelsen: opkald, personlig mail, møde. Automatik tæller ikke.',
      nb: 'Den første handlingen fra et menneske mot kunden etter overleveringen: samtale, personlig e-post, møte. Automatikk teller ikke.',
      nl: 'De eerste echte handeling van een mens richting de prospect na de overdracht: telefoontje, persoonlijke mail, afspraak. Automatisch telt niet.',
    },
  },
  clock: {
    name: { en: 'Clock', da: 'Ur', nb: 'Klokke', nl: 'Klok' },
    meaning: {
      en: 'Time from the hand-off to first contact, counted only in the rep’s working hours. Nights, weekends, public holidays and absence stand still.',
      da: 'Tiden fra overdragelse til første kontakt, kun talt i sælgerens arbejdstid. Nætter, weekender, helligdage og fravær tæller ikke.',
      nb: 'Tiden fra overlevering til første kontakt, bare talt i selgerens arbeidstid. Netter, helger, helligdager og fravær teller ikke.',
      nl: 'De tijd van overdracht tot eerste contact, alleen geteld in werktijd van de verkoper. Nachten, weekenden, feestdagen en afwezigheid tellen niet.',
    },
  },
  agreement: {
    name: { en: 'Agreement', da: 'Aftale', nb: 'Avtale', nl: 'Afspraak' },
    meaning: {
      en: 'What the two teams promise each other, in force once both heads have signed. Old versions are kept; each day is judged by the one then in force.',
      da: 'Det, de to hold lover hinanden, gældende når begge chefer har underskrevet. Gamle versioner gemmes; hver dag bedømmes efter den, der gjaldt.',
      nb: 'Det de to lagene lover hverandre, gjeldende når begge ledere har signert. Gamle versjoner beholdes; hver dag bedømmes etter den som gjaldt.',
      nl: 'Wat de twee teams elkaar beloven, van kracht zodra beide hoofden hebben getekend. Oude versies blijven; elke dag telt volgens de toen geldende.',
    },
  },
  clause: {
    name: { en: 'Clause', da: 'Punkt', nb: 'Punkt', nl: 'Punt' },
    meaning: {
      en: 'One promise in the agreement: whose it is, what is measured, the target and the period.',
      da: 'Ét løfte i aftalen: hvis det er, hvad der måles, målet og perioden.',
      nb: 'Ett løfte i avtalen: hvem som eier det, hva som måles, målet og perioden.',
      nl: 'Eén belofte in de afspraak: van wie, wat gemeten wordt, het doel en de periode.',
    },
  },
  definition: {
    name: { en: 'Definition', da: 'Definition', nb: 'Definisjon', nl: 'Definitie' },
    meaning: {
      en: 'The hard and soft criteria for a sales-ready lead, written together and signed by both teams. It has versions.',
      da: 'De hårde og bløde kriterier for et salgsklart lead, skrevet sammen og underskrevet af begge hold. Den har versioner.',
      nb: 'De harde og myke kriteriene for et salgsklart lead, skrevet sammen og signert av begge lag. Den har versjoner.',
      nl: 'De harde en zachte criteria voor een verkoopklare lead, samen geschreven en door beide teams ondertekend. Ze heeft versies.',
    },
  },
  fit: {
    name: { en: 'Fit', da: 'Match', nb: 'Match', nl: 'Match' },
    meaning: {
      en: 'How well the company and the person match the ideal customer, 0 to 100. It does not fade with time.',
      da: 'Hvor godt virksomheden og personen passer til idealkunden, 0 til 100. Det falder ikke med tiden.',
      nb: 'Hvor godt bedriften og personen passer til idealkunden, 0 til 100. Det faller ikke med tiden.',
      nl: 'Hoe goed bedrijf en persoon bij de ideale klant passen, 0 tot 100. Dit neemt niet af met de tijd.',
    },
  },
  engagement: {
    name: { en: 'Engagement', da: 'Interesse', nb: 'Interesse', nl: 'Interesse' },
    meaning: {
      en: 'What the person has done with us lately, in points. Older acts count less and less.',
      da: 'Hvad personen har gjort hos os på det seneste, i point. Ældre handlinger tæller mindre og mindre.',
      nb: 'Hva personen har gjort hos oss i det siste, i poeng. Eldre handlinger teller mindre og mindre.',
      nl: 'Wat de persoon de laatste tijd bij ons deed, in punten. Oudere handelingen tellen steeds minder.',
    },
  },
  evidence: {
    name: { en: 'Evidence', da: 'Belæg', nb: 'Belegg', nl: 'Bewijs' },
    meaning: {
      en: 'What a soft criterion rests on: a quotation or answer, with who noted it, when, and until when it holds.',
      da: 'Det, et blødt kriterium bygger på: et citat eller svar, med hvem der noterede det, hvornår, og hvor længe det gælder.',
      nb: 'Det et mykt kriterium bygger på: et sitat eller svar, med hvem som noterte det, når, og hvor lenge det gjelder.',
      nl: 'Waarop een zacht criterium rust: een citaat of antwoord, met wie het noteerde, wanneer en tot wanneer het geldt.',
    },
  },
  touchpoint: {
    name: { en: 'Touchpoint', da: 'Berøring', nb: 'Berøring', nl: 'Contactmoment' },
    meaning: {
      en: 'One dated event between the customer and us: a visit, a mail, a call, a meeting, an invoice.',
      da: 'Én dateret hændelse mellem kunden og os: et besøg, en mail, et opkald, et møde, en faktura.',
      nb: 'Én datert hendelse mellom kunden og oss: et besøk, en e-post, en samtale, et møte, en faktura.',
      nl: 'Eén gedateerde gebeurtenis tussen klant en ons: een bezoek, mail, telefoontje, afspraak, factuur.',
    },
  },
  channel: {
    name: { en: 'Channel', da: 'Kanal', nb: 'Kanal', nl: 'Kanaal' },
    meaning: {
      en: 'The way a touch came about: search, paid or organic social, e-mail, referral, event, outbound and so on. Rules decide it, and can be re-applied to the past.',
      da: 'Vejen, en berøring kom ad: søgning, sociale medier, e-mail, henvisning, messe, opsøgende salg osv. Regler afgør det og kan anvendes bagud.',
      nb: 'Veien en berøring kom: søk, sosiale medier, e-post, henvisning, messe, oppsøkende salg osv. Regler avgjør det og kan brukes bakover.',
      nl: 'De weg waarlangs een contact ontstond: zoeken, sociale media, e-mail, verwijzing, beurs, outbound enz. Regels bepalen dit, ook met terugwerkende kracht.',
    },
  },
  deal: {
    name: { en: 'Deal', da: 'Handel', nb: 'Salg', nl: 'Deal' },
    meaning: {
      en: 'A possible sale with a value and a stage. Its value counts until an invoice says what it really was.',
      da: 'Et muligt salg med en værdi og et trin. Værdien gælder, indtil en faktura siger, hvad den virkelig blev.',
      nb: 'Et mulig salg med en verdi og et trinn. Verdien gjelder til en faktura sier hva den virkelig ble.',
      nl: 'Een mogelijke verkoop met een waarde en een fase. De waarde geldt tot een factuur zegt wat het echt werd.',
    },
  },
  invoice: {
    name: { en: 'Invoice', da: 'Faktura', nb: 'Faktura', nl: 'Factuur' },
    meaning: {
      en: 'What finance has invoiced, net of VAT; credit notes count against it. Revenue on every screen is this figure.',
      da: 'Det, økonomi har faktureret, uden moms; kreditnotaer trækkes fra. Omsætning på alle skærme er dette tal.',
      nb: 'Det økonomi har fakturert, uten mva.; kreditnotaer trekkes fra. Omsetning på alle skjermer er dette tallet.',
      nl: 'Wat finance heeft gefactureerd, exclusief btw; creditnota’s gaan eraf. Omzet is op elk scherm dit getal.',
    },
  },
  spend: {
    name: { en: 'Spend', da: 'Forbrug', nb: 'Forbruk', nl: 'Uitgaven' },
    meaning: {
      en: 'What marketing has cost, by day, channel and campaign.',
      da: 'Hvad marketing har kostet, pr. dag, kanal og kampagne.',
      nb: 'Hva markedsføring har kostet, per dag, kanal og kampanje.',
      nl: 'Wat marketing heeft gekost, per dag, kanaal en campagne.',
    },
  },
  accepted: {
    name: { en: 'Accepted', da: 'Taget imod', nb: 'Tatt imot', nl: 'Aangenomen' },
    meaning: {
      en: 'A rep has taken the hand-off and will contact the lead before the clock runs out.',
      da: 'En sælger har taget imod overdragelsen og kontakter leadet, inden tiden er gået.',
      nb: 'En selger har tatt imot overleveringen og kontakter leadet før tiden er ute.',
      nl: 'Een verkoper heeft de overdracht aangenomen en neemt contact op voordat de klok afloopt.',
    },
  },
  givenBack: {
    name: { en: 'Given back', da: 'Givet tilbage', nb: 'Gitt tilbake', nl: 'Teruggegeven' },
    meaning: {
      en: 'Sales returned the hand-off with exactly one reason. The reason decides what happens next: more nurture, a repaired source or field, an appeal.',
      da: 'Salg har givet overdragelsen tilbage med netop én grund. Grunden afgør det næste: mere pleje, en rettet kilde eller et felt, en indsigelse.',
      nb: 'Salg har gitt overleveringen tilbake med nøyaktig én grunn. Grunnen avgjør det neste: mer pleie, en rettet kilde eller et felt, en innsigelse.',
      nl: 'Sales gaf de overdracht terug met precies één reden. Die bepaalt het vervolg: meer nurture, een herstelde bron of veld, bezwaar.',
    },
  },
  repair: {
    name: { en: 'Repair', da: 'Udbedring', nb: 'Utbedring', nl: 'Herstel' },
    meaning: {
      en: 'What marketing does about a lead that was given back: hands it over again with what was lacking, closes it, or speaks against it. The agreement promises by when, in working hours.',
      da: 'Det, marketing gør ved et lead, der er givet tilbage: overdrager det igen med det, der manglede, lukker det eller gør indsigelse. Aftalen lover hvornår, i arbejdstimer.',
      nb: 'Det markedsføring gjør med et lead som er gitt tilbake: overleverer det igjen med det som manglet, lukker det eller kommer med innsigelse. Avtalen lover når, i arbeidstimer.',
      nl: 'Wat marketing doet met een teruggegeven lead: opnieuw overdragen met wat ontbrak, sluiten of bezwaar maken. De afspraak belooft wanneer, in werkuren.',
    },
  },
  recycled: {
    name: { en: 'Recycled', da: 'Sendt til pleje', nb: 'Sendt til pleie', nl: 'Terug in nurture' },
    meaning: {
      en: 'Right customer, wrong time: the lead goes back to marketing and may return on a date. A return is counted apart.',
      da: 'Rigtig kunde, forkert tidspunkt: leadet går tilbage til marketing og kan vende tilbage på en dato. En tilbagekomst tælles for sig.',
      nb: 'Riktig kunde, feil tidspunkt: leadet går tilbake til markedsføring og kan komme igjen på en dato. En retur telles for seg.',
      nl: 'Juiste klant, verkeerd moment: de lead gaat terug naar marketing en kan op een datum terugkeren. Een terugkeer telt apart.',
    },
  },
  disqualified: {
    name: { en: 'Disqualified', da: 'Ikke en kunde for os', nb: 'Ikke en kunde for oss', nl: 'Geen klant voor ons' },
    meaning: {
      en: 'The lead will not become a customer: wrong kind of company, a student, a competitor. It is not worked on any more.',
      da: 'Leadet bliver ikke kunde: forkert slags virksomhed, studerende, konkurrent. Der arbejdes ikke mere med det.',
      nb: 'Leadet blir ikke kunde: feil type bedrift, student, konkurrent. Det arbeides ikke mer med det.',
      nl: 'De lead wordt geen klant: verkeerd soort bedrijf, student, concurrent. Er wordt niet meer aan gewerkt.',
    },
  },
  opportunity: {
    name: { en: 'Opportunity', da: 'Mulighed', nb: 'Mulighet', nl: 'Kans' },
    meaning: {
      en: 'A lead with an open deal: sales works on a concrete sale.',
      da: 'Et lead med en åben handel: salg arbejder på et konkret salg.',
      nb: 'Et lead med et åpent salg: salg arbeider med noe konkret.',
      nl: 'Een lead met een open deal: sales werkt aan een concrete verkoop.',
    },
  },
  businessHours: {
    name: { en: 'Business hours', da: 'Arbejdstimer', nb: 'Arbeidstimer', nl: 'Werkuren' },
    meaning: {
      en: 'Hours inside the working calendar that applies. Eight business hours are not a day, and not 24 hours.',
      da: 'Timer inden for den arbejdskalender, der gælder. Otte arbejdstimer er ikke et døgn.',
      nb: 'Timer innenfor arbeidskalenderen som gjelder. Åtte arbeidstimer er ikke et døgn.',
      nl: 'Uren binnen de geldende werkkalender. Acht werkuren zijn geen dag en geen 24 uur.',
    },
  },
  known: {
    name: { en: 'Known', da: 'Kendt', nb: 'Kjent', nl: 'Bekend' },
    meaning: {
      en: 'An e-mail address names the person, so that there is a lead. Nothing more is known of their interest.',
      da: 'En e-mailadresse navngiver personen, så der er et lead. Mere er ikke kendt om interessen.',
      nb: 'En e-postadresse navngir personen, så det finnes et lead. Mer er ikke kjent om interessen.',
      nl: 'Een e-mailadres noemt de persoon, dus is er een lead. Meer is over de interesse niet bekend.',
    },
  },
  engaged: {
    name: { en: 'Engaged', da: 'Interesseret', nb: 'Interessert', nl: 'Geïnteresseerd' },
    meaning: {
      en: 'The lead has done enough with us of late to reach the first engagement threshold of the definition.',
      da: 'Leadet har gjort nok hos os på det seneste til at nå definitionens første tærskel for interesse.',
      nb: 'Leadet har gjort nok hos oss i det siste til å nå definisjonens første terskel for interesse.',
      nl: 'De lead heeft de laatste tijd genoeg bij ons gedaan voor de eerste interessedrempel van de definitie.',
    },
  },
  working: {
    name: { en: 'In work', da: 'I arbejde', nb: 'I arbeid', nl: 'In behandeling' },
    meaning: {
      en: 'Sales has tried to reach the lead and not yet spoken with them.',
      da: 'Salg har forsøgt at få fat i leadet og har endnu ikke talt med dem.',
      nb: 'Salg har forsøkt å få tak i leadet og har ennå ikke snakket med dem.',
      nl: 'Sales heeft geprobeerd de lead te bereiken en nog niet gesproken.',
    },
  },
  connected: {
    name: { en: 'In dialogue', da: 'I dialog', nb: 'I dialog', nl: 'In gesprek' },
    meaning: {
      en: 'Sales has reached the person: there has been a conversation or an answer.',
      da: 'Salg har fået fat i personen: der har været en samtale eller et svar.',
      nb: 'Salg har fått tak i personen: det har vært en samtale eller et svar.',
      nl: 'Sales heeft de persoon bereikt: er was een gesprek of een antwoord.',
    },
  },
  won: {
    name: { en: 'Won', da: 'Vundet', nb: 'Vunnet', nl: 'Gewonnen' },
    meaning: {
      en: 'The deal is won. Its value counts until the invoice says what it really was.',
      da: 'Handlen er vundet. Værdien gælder, indtil fakturaen siger, hvad den virkelig blev.',
      nb: 'Salget er vunnet. Verdien gjelder til fakturaen sier hva den virkelig ble.',
      nl: 'De deal is gewonnen. De waarde geldt tot de factuur zegt wat het echt werd.',
    },
  },
  hardCriteria: {
    name: { en: 'Hard criteria', da: 'Hårde kriterier', nb: 'Harde kriterier', nl: 'Harde criteria' },
    meaning: {
      en: 'What can be counted or looked up: visits, pages, forms, the size, industry and country of the company. Each must hold for a lead to be sales-ready.',
      da: 'Det, der kan tælles eller slås op: besøg, sider, formularer, virksomhedens størrelse, branche og land. Alle skal holde, før et lead er salgsklart.',
      nb: 'Det som kan telles eller slås opp: besøk, sider, skjemaer, bedriftens størrelse, bransje og land. Alle må holde før et lead er salgsklart.',
      nl: 'Wat te tellen of op te zoeken is: bezoeken, pagina’s, formulieren, grootte, branche en land van het bedrijf. Alle moeten kloppen voordat een lead verkoopklaar is.',
    },
  },
  softCriteria: {
    name: { en: 'Soft criteria', da: 'Bløde kriterier', nb: 'Myke kriterier', nl: 'Zachte criteria' },
    meaning: {
      en: 'What only a person can tell: a pain, a wish to talk, budget, timing. Each rests on evidence, with an end date.',
      da: 'Det, kun et menneske kan sige: et problem, et ønske om at tale, budget, tidspunkt. Hvert hviler på belæg med en slutdato.',
      nb: 'Det bare et menneske kan si: et problem, et ønske om å snakke, budsjett, tidspunkt. Hvert hviler på belegg med en sluttdato.',
      nl: 'Wat alleen een mens kan zeggen: een pijn, een wens om te praten, budget, timing. Elk rust op bewijs met een einddatum.',
    },
  },
  handRaise: {
    name: { en: 'Hand-raise', da: 'Bad selv om kontakt', nb: 'Ba selv om kontakt', nl: 'Vroeg zelf om contact' },
    meaning: {
      en: 'The person asks for contact by an act of their own. Such a lead is always sales-ready.',
      da: 'Personen beder selv om kontakt. Et sådant lead er altid salgsklart.',
      nb: 'Personen ber selv om kontakt. Et slikt lead er alltid salgsklart.',
      nl: 'De persoon vraagt zelf om contact. Zo’n lead is altijd verkoopklaar.',
    },
  },
  score: {
    name: { en: 'Score', da: 'Score', nb: 'Score', nl: 'Score' },
    meaning: {
      en: 'Two grades, never mixed: a letter for how well the lead fits, a figure for how interested it is. Both open into their criteria.',
      da: 'To karakterer, aldrig blandet: et bogstav for, hvor godt leadet passer, og et tal for interessen. Begge kan åbnes til deres kriterier.',
      nb: 'To karakterer, aldri blandet: en bokstav for hvor godt leadet passer, og et tall for interessen. Begge kan åpnes til sine kriterier.',
      nl: 'Twee cijfers, nooit gemengd: een letter voor hoe goed de lead past, een getal voor de interesse. Beide openen in hun criteria.',
    },
  },
  stage: {
    name: { en: 'Stage', da: 'Trin', nb: 'Trinn', nl: 'Fase' },
    meaning: {
      en: 'How far a lead has come on the way from a known name to a paid invoice. What happens to it decides its stage.',
      da: 'Hvor langt et lead er nået fra kendt navn til faktura. Det, der sker med det, afgør trinnet.',
      nb: 'Hvor langt et lead har kommet fra kjent navn til faktura. Det som skjer med det, avgjør trinnet.',
      nl: 'Hoe ver een lead is gekomen, van bekende naam tot factuur. Wat er met de lead gebeurt, bepaalt de fase.',
    },
  },
  owner: {
    name: { en: 'Owner', da: 'Ansvarlig', nb: 'Ansvarlig', nl: 'Eigenaar' },
    meaning: {
      en: 'The rep who works on the lead. The clock of a hand-off runs in the working hours of the rep who has it.',
      da: 'Den sælger, der arbejder med leadet. En overdragelses ur går i arbejdstiden hos den sælger, der har den.',
      nb: 'Selgeren som arbeider med leadet. Klokken til en overlevering går i arbeidstiden til selgeren som har den.',
      nl: 'De verkoper die aan de lead werkt. De klok van een overdracht loopt in de werktijd van de verkoper die haar heeft.',
    },
  },
  source: {
    name: { en: 'Source', da: 'Kilde', nb: 'Kilde', nl: 'Bron' },
    meaning: {
      en: 'Where within its channel a touch came from: the search engine, the network, the newsletter or the site that linked to you.',
      da: 'Hvor i sin kanal en berøring kom fra: søgemaskinen, netværket, nyhedsbrevet eller siden, der linkede.',
      nb: 'Hvor i sin kanal en berøring kom fra: søkemotoren, nettverket, nyhetsbrevet eller siden som lenket.',
      nl: 'Waar binnen zijn kanaal een contactmoment vandaan kwam: de zoekmachine, het netwerk, de nieuwsbrief of de site met de link.',
    },
  },
  campaign: {
    name: { en: 'Campaign', da: 'Kampagne', nb: 'Kampanje', nl: 'Campagne' },
    meaning: {
      en: 'The name that binds together what marketing did for one purpose: in links, in spend and at events.',
      da: 'Navnet, der binder det sammen, som marketing gjorde med ét formål: i links, i forbrug og på arrangementer.',
      nb: 'Navnet som binder sammen det markedsføring gjorde med ett formål: i lenker, i forbruk og på arrangementer.',
      nl: 'De naam die verbindt wat marketing met één doel deed: in links, in uitgaven en op evenementen.',
    },
  },
  nextStep: {
    name: { en: 'Next step', da: 'Næste skridt', nb: 'Neste steg', nl: 'Volgende stap' },
    meaning: {
      en: 'What a rep has said comes next, with its day. A contact does it.',
      da: 'Det, en sælger har sagt kommer nu, med en dag. En kontakt klarer det.',
      nb: 'Det en selger har sagt kommer nå, med en dag. En kontakt gjør det unna.',
      nl: 'Wat een verkoper als volgende heeft genoemd, met een dag. Een contact handelt het af.',
    },
  },
  cadence: {
    name: { en: 'Cadence', da: 'Opfølgningsrytme', nb: 'Oppfølgingsrytme', nl: 'Opvolgritme' },
    meaning: {
      en: 'The attempts agreed for a lead that does not answer: how each is made, and the business hours between them. An answer ends it.',
      da: 'De forsøg, der er aftalt for et lead, der ikke svarer: hvordan hvert gøres, og arbejdstimerne imellem. Et svar afslutter rytmen.',
      nb: 'Forsøkene som er avtalt for et lead som ikke svarer: hvordan hvert gjøres, og arbeidstimene imellom. Et svar avslutter rytmen.',
      nl: 'De afgesproken pogingen voor een lead die niet antwoordt: hoe elke gebeurt, en de werkuren ertussen. Een antwoord beëindigt het.',
    },
  },
  reEntry: {
    name: { en: 'Re-entry', da: 'Tilbagekomst', nb: 'Tilbakekomst', nl: 'Terugkeer' },
    meaning: {
      en: 'A lead that was in nurture comes back as a new passage: on its day, by new interest, or because the person asks for contact.',
      da: 'Et lead, der var i pleje, kommer tilbage som et nyt forløb: på sin dag, ved ny interesse, eller fordi personen beder om kontakt.',
      nb: 'Et lead som var i pleie, kommer tilbake som et nytt løp: på sin dag, ved ny interesse, eller fordi personen ber om kontakt.',
      nl: 'Een lead die in nurture was, komt terug als een nieuw traject: op zijn dag, door nieuwe interesse, of omdat de persoon om contact vraagt.',
    },
  },
  buyingGroup: {
    name: { en: 'Buying group', da: 'Købsgruppe', nb: 'Kjøpsgruppe', nl: 'Inkoopgroep' },
    meaning: {
      en: 'The people of a company and the part each plays when it buys: who decides, who pays, who speaks for you.',
      da: 'Menneskerne i en virksomhed og den rolle, hver spiller, når den køber: hvem der beslutter, betaler og taler jeres sag.',
      nb: 'Menneskene i en bedrift og rollen hver spiller når den kjøper: hvem som bestemmer, betaler og taler deres sak.',
      nl: 'De mensen van een bedrijf en de rol van elk bij een aankoop: wie beslist, wie betaalt, wie voor jullie pleit.',
    },
  },
  identity: {
    name: { en: 'Identity', da: 'Kendetegn', nb: 'Kjennetegn', nl: 'Kenmerk' },
    meaning: {
      en: 'What somebody is recognised by: an e-mail address, a mobile number, a browser; a company by its number or its domain.',
      da: 'Det, nogen kendes på: en e-mailadresse, et mobilnummer, en browser; en virksomhed på sit nummer eller sit domæne.',
      nb: 'Det noen kjennes på: en e-postadresse, et mobilnummer, en nettleser; en bedrift på nummeret eller domenet sitt.',
      nl: 'Waaraan iemand wordt herkend: een e-mailadres, een mobiel nummer, een browser; een bedrijf aan zijn nummer of domein.',
    },
  },
  merge: {
    name: { en: 'Merge', da: 'Fletning', nb: 'Sammenslåing', nl: 'Samenvoeging' },
    meaning: {
      en: 'Two people or two companies made one, with the reason. It can be undone.',
      da: 'To personer eller to virksomheder gjort til én, med begrundelsen. Det kan fortrydes.',
      nb: 'To personer eller to bedrifter gjort til én, med begrunnelsen. Det kan angres.',
      nl: 'Twee personen of twee bedrijven tot één gemaakt, met de reden. Het kan ongedaan worden gemaakt.',
    },
  },
  pace: {
    name: { en: 'Pace', da: 'Tempo', nb: 'Tempo', nl: 'Tempo' },
    meaning: {
      en: 'What has come so far beside what was promised by now, business day by business day, and where the period is heading.',
      da: 'Det, der er kommet indtil nu, ved siden af det lovede, arbejdsdag for arbejdsdag, og hvor perioden er på vej hen.',
      nb: 'Det som har kommet til nå, ved siden av det lovede, arbeidsdag for arbeidsdag, og hvor perioden er på vei.',
      nl: 'Wat er tot nu toe kwam naast wat er tot nu beloofd was, werkdag na werkdag, en waar de periode heen gaat.',
    },
  },
});
