import type { Words } from '../agreements/given-words.ts';
import type { SideExit } from '../leads/lifecycle.ts';
import type { Repair } from './catalogue.ts';

/** A reason and the repair that follows from it. */
export interface StandardReason {
  kind: SideExit;
  code: string;
  label: Words;
  repair: Repair;
  nurtureDays: number | null;
}

const reason = (
  kind: StandardReason['kind'],
  code: string,
  repair: StandardReason['repair'],
  nurtureDays: number | null,
  en: string,
  da: string,
  nb: string,
  nl: string,
): StandardReason => ({
  kind,
  code,
  repair,
  nurtureDays,
  label: { en, da, nb, nl },
});

/** The reasons a workspace begins with; they are its own from then on. */
export const standardReasons: StandardReason[] = [
  reason(
    'rejected',
    'not_in_profile',
    'fix_source',
    null,
    'Outside our ideal customer profile',
    'Uden for vores ideelle kundeprofil',
    'Utenfor vår ideelle kundeprofil',
    'Buiten ons ideale klantprofiel',
  ),
  reason(
    'rejected',
    'too_early',
    'nurture',
    60,
    'Too early; not looking for a solution yet',
    'For tidligt; søger ikke en løsning endnu',
    'For tidlig; ser ikke etter en løsning ennå',
    'Te vroeg; zoekt nog geen oplossing',
  ),
  reason(
    'rejected',
    'briefing_incomplete',
    'fix_field',
    null,
    'The briefing lacks what we agreed',
    'Briefingen mangler det, vi aftalte',
    'Briefingen mangler det vi avtalte',
    'De briefing mist wat we afspraken',
  ),
  reason(
    'rejected',
    'wrong_contact_details',
    'fix_field',
    null,
    'Contact details are wrong',
    'Kontaktoplysningerne er forkerte',
    'Kontaktopplysningene er feil',
    'De contactgegevens kloppen niet',
  ),
  reason(
    'rejected',
    'no_authority',
    'nurture',
    30,
    'Not the person who decides',
    'Ikke den, der bestemmer',
    'Ikke den som bestemmer',
    'Niet degene die beslist',
  ),
  reason(
    'rejected',
    'already_customer',
    'appeal',
    null,
    'Already a customer or in dialogue',
    'Allerede kunde eller i dialog',
    'Allerede kunde eller i dialog',
    'Al klant of in gesprek',
  ),
  reason(
    'rejected',
    'not_a_lead',
    'disqualify',
    null,
    'Supplier, student, competitor or spam',
    'Leverandør, studerende, konkurrent eller spam',
    'Leverandør, student, konkurrent eller spam',
    'Leverancier, student, concurrent of spam',
  ),
  reason(
    'recycled',
    'no_response',
    'nurture',
    90,
    'No response after the agreed attempts',
    'Intet svar efter de aftalte forsøg',
    'Ikke svar etter avtalt antall forsøk',
    'Geen reactie na de afgesproken pogingen',
  ),
  reason(
    'recycled',
    'no_budget_now',
    'nurture',
    180,
    'No budget this year',
    'Intet budget i år',
    'Ikke budsjett i år',
    'Dit jaar geen budget',
  ),
  reason('recycled', 'chose_to_wait', 'nurture', 90, 'Wants to wait', 'Vil vente', 'Vil vente', 'Wil wachten'),
  reason(
    'disqualified',
    'no_need',
    'disqualify',
    null,
    'Has no need',
    'Har intet behov',
    'Har ikke behov',
    'Heeft geen behoefte',
  ),
  reason('disqualified', 'competitor', 'disqualify', null, 'Competitor', 'Konkurrent', 'Konkurrent', 'Concurrent'),
  reason(
    'disqualified',
    'lost_to_other',
    'disqualify',
    null,
    'Chose another supplier',
    'Valgte en anden leverandør',
    'Valgte en annen leverandør',
    'Koos een andere leverancier',
  ),
  reason(
    'disqualified',
    'company_closed',
    'disqualify',
    null,
    'The company has closed',
    'Virksomheden er lukket',
    'Bedriften er lagt ned',
    'Het bedrijf is gestopt',
  ),
];
