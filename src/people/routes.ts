import { z } from 'zod';
import { tellApart, tellApartNoMore } from '../companies/alike/commands.ts';
import { distinctionsOf } from '../companies/alike/reports.ts';
import { distinction, distinctionParams } from '../companies/schema.ts';
import { created, idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { personLikenesses } from './alike/reports.ts';
import { addPerson, changePerson } from './commands.ts';
import { mergePeople, unmergePeople } from './merged/commands.ts';
import { belongingsOf, listPeople, mergesOf, onePerson } from './reports.ts';
import {
  newMerge,
  newPerson,
  newPersonDistinction,
  peopleQuery,
  person,
  personBelongings,
  personItem,
  personLikeness,
  personLikenessQuery,
  personMerge,
  personPatch,
} from './schema.ts';

const tags = ['customers'];

export async function personRoutes(app: Http) {
  app.get('/api/v1/people', { schema: { tags, querystring: peopleQuery, response: { 200: pageOf(personItem) } } }, (request) =>
    read(request, (context) => listPeople(context, request.query)),
  );
  app.get('/api/v1/people/:id', { schema: { tags, params: idParams, response: { 200: person } } }, (request) =>
    read(request, (context) => onePerson(context, request.params.id)),
  );
  app.post(
    '/api/v1/people',
    { schema: { tags, body: newPerson, response: { 200: person, 201: person } } },
    async (request, reply) => {
      let isNew = false;
      return change(
        request,
        reply,
        () => (isNew ? 201 : 200),
        async (context) => {
          const added = await addPerson(context, request.body);
          isNew = added.created;
          return onePerson(context, added.id);
        },
      );
    },
  );
  app.patch(
    '/api/v1/people/:id',
    { schema: { tags, params: idParams, body: personPatch, response: { 200: person } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changePerson(context, request.params.id, request.body);
        return onePerson(context, request.params.id);
      }),
  );

  app.get(
    '/api/v1/people/:id/belongings',
    { schema: { tags, params: idParams, response: { 200: personBelongings } } },
    (request) => read(request, (context) => belongingsOf(context, request.params.id)),
  );
  app.get(
    '/api/v1/people/:id/merges',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(personMerge) } } },
    (request) => read(request, async (context) => pageOfList(await mergesOf(context, request.params.id), request.query)),
  );
  app.post(
    '/api/v1/people/:id/merges',
    { schema: { tags, params: idParams, body: newMerge, response: { 201: created } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => ({
        id: await mergePeople(context, request.params.id, request.body.personId, request.body.reason),
      })),
  );
  app.get(
    '/api/v1/person-likenesses',
    { schema: { tags, querystring: personLikenessQuery, response: { 200: pageOf(personLikeness) } } },
    (request) => read(request, (context) => personLikenesses(context, request.query)),
  );
  app.post(
    '/api/v1/person-distinctions',
    { schema: { tags, body: newPersonDistinction, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(request, reply, 204, (context) => tellApart(context, 'person', request.body.personId, request.body.otherPersonId)),
  );
  app.get(
    '/api/v1/people/:id/distinctions',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(distinction) } } },
    (request) =>
      read(request, async (context) => pageOfList(await distinctionsOf(context, 'person', request.params.id), request.query)),
  );
  app.delete(
    '/api/v1/people/:id/distinctions/:otherId',
    { schema: { tags, params: distinctionParams, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(request, reply, 204, (context) => tellApartNoMore(context, 'person', request.params.id, request.params.otherId)),
  );
  app.delete('/api/v1/merges/:id', { schema: { tags, params: idParams, response: { 204: z.undefined() } } }, (request, reply) =>
    change(request, reply, 204, (context) => unmergePeople(context, request.params.id)),
  );
}
