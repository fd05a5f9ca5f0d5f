import { defineTexts } from '../app/define-texts.ts';

/** By which way an answer came, and yes and no: apart, because every briefing needs them and nothing else of the contract. */
export const sourceTexts = defineTexts({
  source_given: { en: 'marketing', da: 'marketing', nb: 'markedsføring', nl: 'marketing' },
  source_person: { en: 'profile', da: 'profil', nb: 'profil', nl: 'profiel' },
  source_company: { en: 'company', da: 'virksomhed', nb: 'bedrift', nl: 'bedrijf' },
  source_evidence: { en: 'evidence', da: 'belæg', nb: 'belegg', nl: 'bewijs' },
  source_touches: { en: 'journey', da: 'rejsen', nb: 'reisen', nl: 'reis' },
  source_form: { en: 'form', da: 'formular', nb: 'skjema', nl: 'formulier' },
  source_call: { en: 'call', da: 'opkald', nb: 'samtale', nl: 'gesprek' },
  source_mail: { en: 'e-mail', da: 'mail', nb: 'e-post', nl: 'mail' },
  source_meeting: { en: 'meeting', da: 'møde', nb: 'møte', nl: 'afspraak' },
  yes: { en: 'Yes', da: 'Ja', nb: 'Ja', nl: 'Ja' },
  no: { en: 'No', da: 'Nej', nb: 'Nei', nl: 'Nee' },
});
