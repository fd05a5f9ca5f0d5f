import type { MacroStage, Stage } from '../../../src/leads/lifecycle.ts';
import type { Message } from '../app/define-texts.ts';

/** The stages by the words both teams use. */
export const stageNames: Readonly<Record<Stage, Message>> = {
  known: { en: 'Known', da: 'Kendt', nb: 'Kjent', nl: 'Bekend' },
  engaged: { en: 'Engaged', da: 'Interesseret', nb: 'Interessert', nl: 'Geïnteresseerd' },
  mql: { en: 'Marketing-ready', da: 'Marketing-klar', nb: 'Marketing-klar', nl: 'Marketing-rijp' },
  submitted: { en: 'Handed over', da: 'Overdraget', nb: 'Overlevert', nl: 'Overgedragen' },
  accepted: { en: 'Accepted', da: 'Taget imod', nb: 'Tatt imot', nl: 'Aangenomen' },
  working: { en: 'In work', da: 'I arbejde', nb: 'I arbeid', nl: 'In behandeling' },
  connected: { en: 'In dialogue', da: 'I dialog', nb: 'I dialog', nl: 'In gesprek' },
  sql: { en: 'Qualified', da: 'Kvalificeret', nb: 'Kvalifisert', nl: 'Gekwalificeerd' },
  opportunity: { en: 'Opportunity', da: 'Mulighed', nb: 'Mulighet', nl: 'Kans' },
  won: { en: 'Won', da: 'Vundet', nb: 'Vunnet', nl: 'Gewonnen' },
  invoiced: { en: 'Invoiced', da: 'Faktureret', nb: 'Fakturert', nl: 'Gefactureerd' },
  rejected: { en: 'Given back', da: 'Givet tilbage', nb: 'Gitt tilbake', nl: 'Teruggegeven' },
  recycled: { en: 'In nurture', da: 'Sendt til pleje', nb: 'Sendt til pleie', nl: 'Terug in nurture' },
  disqualified: { en: 'Not for us', da: 'Ikke for os', nb: 'Ikke for oss', nl: 'Niets voor ons' },
};

export const macroStageNames: Readonly<Record<MacroStage, Message>> = {
  attract: { en: 'Attract', da: 'Tiltrække', nb: 'Tiltrekke', nl: 'Aantrekken' },
  convert: { en: 'Convert', da: 'Konvertere', nb: 'Konvertere', nl: 'Overtuigen' },
  close: { en: 'Close', da: 'Lukke', nb: 'Lukke', nl: 'Sluiten' },
};
