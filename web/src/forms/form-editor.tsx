import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsentText } from '../../../src/consents/schema.ts';
import type { Form } from '../../../src/forms/schema.ts';
import type { InformationContract } from '../../../src/information/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { languageNames, languages, type Language } from '../app/define-texts.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { draftOf, faultsIn, formOf, textsOf, type FormDraft } from './draft.ts';
import { FormPreview } from './form-preview.tsx';
import { FormQuestions } from './form-questions.tsx';
import { formTexts } from './texts.ts';

/** A form as it is made: its words, its questions, what follows from it, how it looks, and how it gets onto a website. */
export default function FormEditor({ form, onDone }: { form: Form | null; onDone: (id: string | undefined) => void }) {
  const t = useText(formTexts);
  const say = useUndo();
  const { language: own } = useLanguage();
  const mayChange = useMay()('marketing') && form?.closedAt == null;
  const [draft, setDraft] = useState(draftOf(form));
  const [language, setLanguage] = useState<Language>(languages.find((each) => form?.texts[each] !== undefined) ?? own);
  const [tried, setTried] = useState(false);
  const contract = useQuery(resource<InformationContract>('/information-contract'));
  const consents = useQuery(resource<Page<ConsentText>>('/consent-texts'));
  const items = contract.data?.items ?? [];
  const faults = tried ? faultsIn(draft) : [];
  const save = useCommand(
    () => (form ? api.put<Form>(`/forms/${form.id}`, formOf(draft)) : api.post<Form>('/forms', formOf(draft))),
    {
      refresh: ['/forms'],
      done: ({ id }) => {
        say(t('saved'));
        if (!form) onDone(id);
      },
    },
  );
  const change = (changes: Partial<FormDraft>) => setDraft({ ...draft, ...changes });
  return (
    <>
      <PageHeading
        answer={form?.name ?? t('newForm')}
        actions={
          <Button variant="default" onClick={() => onDone(undefined)}>
            {t('back')}
          </Button>
        }
      />
      <div className="columns columns-even">
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (faultsIn(draft).length === 0) save.mutate();
          }}
        >
          <Panel title={t('theForm')}>
            <fieldset className="form-part stack" disabled={!mayChange}>
              <TextInput
                label={t('name')}
                description={t('nameHint')}
                required
                maxLength={200}
                value={draft.name}
                error={faults.includes('needName') && t('needName')}
                onChange={({ currentTarget: { value } }) => change({ name: value })}
              />
              <WordFields draft={draft} language={language} onLanguage={setLanguage} onChange={change} />
              {faults.includes('needWords') && (
                <p className="form-fault small" role="alert">
                  {t('needWords')}
                </p>
              )}
            </fieldset>
          </Panel>
          <FormQuestions
            items={items}
            figures={form?.fields ?? []}
            fields={draft.fields}
            disabled={!mayChange}
            fault={faults.includes('needFields')}
            onChange={(fields) => change({ fields })}
          />
          <Panel>
            <fieldset className="form-part stack" disabled={!mayChange}>
              <Follows
                draft={draft}
                texts={consents.data?.items ?? []}
                isNotHot={form?.handRaise === true && draft.handRaise && form.raisesHand === false}
                onChange={change}
              />
              <Failure error={save.error} worded={[422]} />
              {mayChange && (
                <div className="row">
                  <Button type="submit" loading={save.isPending}>
                    {t('save')}
                  </Button>
                  {form && <CloseForm id={form.id} onClosed={() => onDone(undefined)} />}
                </div>
              )}
            </fieldset>
          </Panel>
        </form>
        <div className="stack">
          <Panel title={t('preview')}>
            <FormPreview
              draft={{ ...draft, texts: textsOf(draft) }}
              language={language}
              items={items}
              consents={consents.data?.items ?? []}
            />
          </Panel>
          {form && form.closedAt === null && (
            <Panel title={t('use')}>
              <div className="stack">
                <div>
                  <p className="second small">{t('link')}</p>
                  <CopyLine label={t('link')} text={`${location.origin}/f/${form.id}`} />
                </div>
                <div>
                  <p className="second small">{t('snippet')}</p>
                  <CopyLine
                    label={t('snippet')}
                    text={`<script async src="${location.origin}/f.js" data-form="${form.id}"></script>`}
                  />
                </div>
              </div>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

function WordFields(props: {
  draft: FormDraft;
  language: Language;
  onLanguage: (language: Language) => void;
  onChange: (changes: Partial<FormDraft>) => void;
}) {
  const { draft, language, onLanguage, onChange } = props;
  const t = useText(formTexts);
  const words = draft.words[language];
  const field = (name: keyof typeof words, maxLength: number) => ({
    label: t(name),
    lang: language,
    maxLength,
    value: words[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ words: { ...draft.words, [language]: { ...words, [name]: value } } }),
  });
  return (
    <>
      <NativeSelect
        label={t('language')}
        description={t('languageHint')}
        value={language}
        onChange={({ currentTarget: { value } }) => onLanguage(value as Language)}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
      />
      <TextInput {...field('title', 200)} />
      <Textarea {...field('intro', 5000)} autosize minRows={2} />
      <TextInput {...field('button', 60)} />
      <Textarea {...field('thanks', 5000)} autosize minRows={2} />
    </>
  );
}

/** What a submission leads to: how much is asked at a time, whether it raises a hand, and what is said yes to. */
function Follows(props: {
  draft: FormDraft;
  texts: readonly ConsentText[];
  isNotHot: boolean;
  onChange: (changes: Partial<FormDraft>) => void;
}) {
  const { draft, texts, isNotHot, onChange } = props;
  const t = useText(formTexts);
  const versions = [...new Set(texts.map(({ version }) => version))];
  const choices = versions.flatMap((text) => (['marketing', 'analytics'] as const).map((purpose) => ({ purpose, text })));
  const nameOf = (choice: (typeof choices)[number]) => `${choice.purpose} ${choice.text}`;
  return (
    <>
      <NumberInput
        label={t('atOnce')}
        description={t('atOnceHint')}
        min={2}
        max={20}
        allowDecimal={false}
        clampBehavior="strict"
        value={draft.questionsAtOnce}
        onChange={(value) => typeof value === 'number' && onChange({ questionsAtOnce: value })}
      />
      <Checkbox
        label={t('handRaise')}
        description={isNotHot && t('notHot')}
        color="ink"
        checked={draft.handRaise}
        onChange={({ currentTarget: { checked } }) => onChange({ handRaise: checked })}
      />
      <NativeSelect
        label={t('consent')}
        value={draft.consent ? nameOf(draft.consent) : ''}
        onChange={({ currentTarget: { value } }) => onChange({ consent: choices.find((each) => nameOf(each) === value) ?? null })}
        data={[
          { value: '', label: t('consentNone') },
          ...choices.map((choice) => ({
            value: nameOf(choice),
            label: t('consentOf', { purpose: t(choice.purpose), version: choice.text }),
          })),
        ]}
      />
    </>
  );
}

function CloseForm({ id, onClosed }: { id: string; onClosed: () => void }) {
  const t = useText(formTexts);
  const [asking, setAsking] = useState(false);
  const close = useCommand(() => api.delete(`/forms/${id}`), { refresh: ['/forms'], done: onClosed });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('close')}
      </Button>
      <Failure error={close.error} />
      <ConfirmDialog
        opened={asking}
        title={t('close')}
        confirm={t('close')}
        pending={close.isPending}
        onConfirm={() => close.mutate()}
        onClose={() => setAsking(false)}
      >
        {t('closeDetail')}
      </ConfirmDialog>
    </>
  );
}
