import { defineTexts } from '../app/define-texts.ts';

export const overrideTexts = defineTexts({
  override: { en: 'Override the score', da: 'Tilsidesæt scoren', nb: 'Overstyr scoren', nl: 'Score terzijde leggen' },
  overrideSub: {
    en: 'The score stays as the definition has it. Until the day you name, the lead counts as you say. It never counts as evidence when a definition is tried on the past.',
    da: 'Scoren bliver, som definitionen har den. Til og med den dag, du nævner, tæller leadet, som du siger. Det tæller aldrig som belæg, når en definition prøves på fortiden.',
    nb: 'Scoren blir som definisjonen har den. Til og med dagen du nevner, teller leadet slik du sier. Det teller aldri som belegg når en definisjon prøves på fortiden.',
    nl: 'De score blijft zoals de definitie zegt. Tot en met de dag die je noemt telt de lead zoals jij zegt. Het telt nooit als bewijs wanneer een definitie op het verleden wordt getest.',
  },
  countsAs: { en: 'Counts as', da: 'Tæller som', nb: 'Teller som', nl: 'Telt als' },
  reason: { en: 'Why', da: 'Hvorfor', nb: 'Hvorfor', nl: 'Waarom' },
  until: { en: 'Until', da: 'Til og med', nb: 'Til og med', nl: 'Tot en met' },
  save: { en: 'Override', da: 'Tilsidesæt', nb: 'Overstyr', nl: 'Terzijde leggen' },
  saved: {
    en: 'The score is overridden',
    da: 'Scoren er tilsidesat',
    nb: 'Scoren er overstyrt',
    nl: 'De score is terzijde gelegd',
  },
  lift: { en: 'Lift the override', da: 'Ophæv tilsidesættelsen', nb: 'Opphev overstyringen', nl: 'Terzijdelegging opheffen' },
  lifted: { en: 'The score counts again', da: 'Scoren gælder igen', nb: 'Scoren gjelder igjen', nl: 'De score geldt weer' },
  overridden: { en: 'Overridden', da: 'Tilsidesat', nb: 'Overstyrt', nl: 'Terzijde gelegd' },
  byWord: {
    en: '{ready, select, yes {Counts as sales-ready} other {Counts as not sales-ready}} until {day}, says {name}: “{reason}”',
    da: '{ready, select, yes {Tæller som salgsklar} other {Tæller som ikke salgsklar}} til og med {day}, siger {name}: »{reason}«',
    nb: '{ready, select, yes {Teller som salgsklar} other {Teller som ikke salgsklar}} til og med {day}, sier {name}: «{reason}»',
    nl: '{ready, select, yes {Telt als verkoopklaar} other {Telt als niet verkoopklaar}} tot en met {day}, zegt {name}: “{reason}”',
  },
  somebody: { en: 'somebody', da: 'nogen', nb: 'noen', nl: 'iemand' },
  bySet: { en: 'Set {day}', da: 'Sat {day}', nb: 'Satt {day}', nl: 'Gezet op {day}' },
  otherwise: {
    en: 'By the definition it {ready, select, yes {is sales-ready} other {is not sales-ready}}.',
    da: 'Efter definitionen er det {ready, select, yes {salgsklart} other {ikke salgsklart}}.',
    nb: 'Etter definisjonen er det {ready, select, yes {salgsklart} other {ikke salgsklart}}.',
    nl: 'Volgens de definitie is de lead {ready, select, yes {verkoopklaar} other {niet verkoopklaar}}.',
  },
});
