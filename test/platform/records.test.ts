import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { journalOf, type JournalEntry } from '../support/journal.ts';
import { tableState } from '../support/table-state.ts';
import { codesOf } from '../support/wire.ts';

const clerk = 'demo-county-clerk';
const reviewer = 'demo-county-reviewer';
const habitat = 'demo-habitat-clerk';
const name = '赵铁柱🌾';
const phone = '13900001234';

let platform: TestApp;
let numbers: readonly string[];
beforeAll(async () => {
  platform = await openTestApp();
  const { data } = await platform.ask('{ households(first: 4) { nodes { registrationNumber } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
});
afterAll(() => platform?.close());

type Row = Readonly<Record<string, unknown>>;

/** Saves rows and answers what became of each, in one word and its error codes. */
const save = async (record: string, plural: string, rows: readonly Row[], as = clerk): Promise<readonly string[]> => {
  const { data, errors } = await platform.ask(`mutation($rows: [${record}Input!]!) { ${plural}(rows: $rows) { outcome errors { code } } }`, { as, variables: { rows } });
  expect(errors).toEqual([]);
  return data[plural].map(({ outcome, errors: faults }: { outcome: string; errors: { code: string }[] }) => [outcome, ...faults.map(({ code }) => code)].join(' '));
};
const saveHelpers = (rows: readonly Row[], as?: string) => save('HelperAssignment', 'saveHelperAssignments', rows, as);
const saveIncomes = (rows: readonly Row[], as?: string) => save('HouseholdIncome', 'saveHouseholdIncomes', rows, as);

let year = 1950; // a year of its own for every test: it is part of the key
beforeEach(() => {
  year += 1;
});
const helper = (extra: Row = {}): Row => ({ registrationNumber: numbers[0], fromOn: `${year}-06-01`, helperName: name, helperUnit: '县水利局', helperPhone: phone, ...extra });
const income = (extra: Row = {}): Row => ({ registrationNumber: numbers[0], year, wage: '1000', business: '20.50', persons: 3, ...extra });

const incomesOf = async (at: number): Promise<readonly Row[]> =>
  (await platform.ask(`{ incomes(filter: { year: { eq: ${at} } }) { nodes { wage business persons netPerHead version } } }`, { as: clerk })).data.incomes.nodes;

describe('saving rows', () => {
  test('one row: created, unchanged, updated, with the row as it then is', async () => {
    const one = async (extra: Row = {}) =>
      (await platform.ask('mutation($input: HelperAssignmentInput!) { saveHelperAssignment(input: $input) { outcome errors { code } helperAssignment { helperName helperPhone version household { registrationNumber } } } }', { as: clerk, variables: { input: helper(extra) } })).data.saveHelperAssignment;
    const row = { helperName: name, helperPhone: phone, version: 1, household: { registrationNumber: numbers[0] } };
    expect(await one()).toEqual({ outcome: 'CREATED', errors: [], helperAssignment: row });
    expect(await one()).toEqual({ outcome: 'UNCHANGED', errors: [], helperAssignment: row });
    expect(await one({ helperPhone: '1' })).toEqual({ outcome: 'UPDATED', errors: [], helperAssignment: { ...row, helperPhone: '1', version: 2 } });
    expect(await one({ helperUnit: null })).toEqual({ outcome: 'REJECTED', errors: [{ code: 'FIELD_REQUIRED' }], helperAssignment: null });
  });

  test('a refused row says which row it is and which field', async () => {
    const rows = [income(), income({ registrationNumber: '1' }), income({ registrationNumber: numbers[1], persons: -1 }), income()];
    const { data } = await platform.ask('mutation($rows: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $rows) { errors { code path } } }', { as: clerk, variables: { rows } });
    expect(data.saveHouseholdIncomes.map(({ errors }: { errors: unknown[] }) => errors)).toEqual([
      [], [{ code: 'HOUSEHOLD_UNKNOWN', path: ['rows', '1', 'registrationNumber'] }], [{ code: 'NOT_POSITIVE', path: ['rows', '2', 'persons'] }], [{ code: 'DUPLICATE_IN_BATCH', path: ['rows', '3'] }],
    ]);
  });

  test('many rows have an outcome each, in their order', async () => {
    await saveIncomes([income(), income({ registrationNumber: numbers[1] })]);
    expect(await saveIncomes([
      income({ wage: '1001' }), income({ registrationNumber: numbers[1] }), income({ registrationNumber: numbers[2] }), income({ registrationNumber: '1' }), income({ registrationNumber: numbers[2] }),
    ])).toEqual(['UPDATED', 'UNCHANGED', 'CREATED', 'REJECTED HOUSEHOLD_UNKNOWN', 'REJECTED DUPLICATE_IN_BATCH']);
  });

  test('nothing given is nothing done', async () => {
    expect(await saveIncomes([])).toEqual([]);
  });

  test('the same rows twice change nothing: no audit entry, no change entry, no version', async () => {
    const rows = numbers.flatMap((registrationNumber) => [income({ registrationNumber }), income({ registrationNumber, year: year - 50 })]);
    expect(new Set(await saveIncomes(rows))).toEqual(new Set(['CREATED']));
    const before = await tableState(platform);
    expect(new Set(await saveIncomes(rows))).toEqual(new Set(['UNCHANGED']));
    // other ways to write the same amounts
    expect(await saveIncomes([income({ wage: '1000.00', business: '20.5', transfer: '-0' })])).toEqual(['UNCHANGED']);
    expect(await saveIncomes([income({ wage: 1000, property: '0', version: 1 })])).toEqual(['UNCHANGED']);
    expect(await tableState(platform)).toEqual(before);
  });

  test('a partial update leaves the other fields; null empties one', async () => {
    await saveHelpers([helper()]);
    const { registrationNumber, fromOn, helperName } = helper();
    const read = async () => (await platform.ask(`{ helpers(filter: { fromOn: { eq: "${fromOn}" } }) { nodes { helperUnit helperPhone toOn } } }`, { as: clerk })).data.helpers.nodes;
    expect(await saveHelpers([{ registrationNumber, fromOn, helperName, toOn: '2020-01-01' }])).toEqual(['UPDATED']);
    expect(await read()).toEqual([{ helperUnit: '县水利局', helperPhone: phone, toOn: '2020-01-01' }]);
    expect(await saveHelpers([{ registrationNumber, fromOn, helperName, helperPhone: null }])).toEqual(['UPDATED']);
    expect(await read()).toEqual([{ helperUnit: '县水利局', helperPhone: null, toOn: '2020-01-01' }]);
  });

  test('good rows survive bad ones, those too that only the database refuses', async () => {
    expect(await saveIncomes([
      income(), income({ registrationNumber: numbers[1], persons: 0 }), income({ registrationNumber: numbers[2], wage: '-1' }), income({ registrationNumber: numbers[3] }),
    ])).toEqual(['CREATED', 'REJECTED NOT_POSITIVE', 'REJECTED CONSTRAINT_VIOLATED', 'CREATED']);
    expect(await incomesOf(year)).toEqual([0, 1].map(() => ({ wage: '1000.00', business: '20.50', persons: 3, netPerHead: '340.17', version: 1 })));
    expect(await saveIncomes([income({ wage: '7' }), income({ registrationNumber: numbers[3], wage: '-7' })])).toEqual(['UPDATED', 'REJECTED CONSTRAINT_VIOLATED']);
    expect((await incomesOf(year)).map(({ wage, version }) => [wage, version])).toEqual(expect.arrayContaining([['7.00', 2], ['1000.00', 1]]));
  });

  test('a code that is unique in the province is refused in another county, and takes no other row along', async () => {
    const project = (extra: Row): Row => ({ countyCode: '140224', code: `R-${year}`, name: '村道', actionNumber: 20, placeCode: '140224', year: 2019, budget: '10', ...extra });
    const saveProjects = (rows: readonly Row[]) => save('Project', 'saveProjects', rows, 'demo-province-clerk');
    expect(await saveProjects([project({})])).toEqual(['CREATED']);
    expect(await saveProjects([project({ code: `R-${year}-2` }), project({ countyCode: '140225', placeCode: '140225' }), project({ code: `R-${year}-3` })]))
      .toEqual(['CREATED', 'REJECTED CONSTRAINT_VIOLATED', 'CREATED']);
  });

  test('a version that was overtaken is refused; of two at once only one is taken', async () => {
    await saveIncomes([income()]);
    expect(await saveIncomes([income({ wage: '2', version: 1 })])).toEqual(['UPDATED']);
    expect(await saveIncomes([income({ wage: '3', version: 1 })])).toEqual(['REJECTED VERSION_CONFLICT']);
    const both = await Promise.all(['4', '5'].map((wage) => saveIncomes([income({ wage, version: 2 })])));
    expect(both.flat().sort()).toEqual(['REJECTED VERSION_CONFLICT', 'UPDATED']);
    expect((await incomesOf(year))[0]).toMatchObject({ version: 3 });
  });

  test('is for the departments in charge, and for clerks and integrators', async () => {
    expect(await saveHelpers([helper()], habitat)).toEqual(['REJECTED DEPARTMENT_NOT_IN_CHARGE']);
    expect(await saveHelpers([helper()], 'demo-integrator')).toEqual(['CREATED']);
    const mutation = 'mutation($rows: [HelperAssignmentInput!]!) { saveHelperAssignments(rows: $rows) { outcome } }';
    for (const as of [reviewer, 'demo-city-viewer', 'demo-auditor', 'demo-security']) {
      expect(codesOf(await platform.ask(mutation, { as, variables: { rows: [helper()] } }))).toEqual(['FORBIDDEN']);
    }
    expect(codesOf(await platform.ask(mutation, { variables: { rows: [helper()] } }))).toEqual(['UNAUTHENTICATED']);
  });

  test('an operation with an error writes nothing at all', async () => {
    const id = await plannedProject();
    const before = await tableState(platform);
    const answer = await platform.ask(`mutation($first: HelperAssignmentInput!, $id: ID!) {
      saveHelperAssignment(input: $first) { outcome }
      advanceProject(id: $id, to: APPROVED) { outcome }
    }`, { as: clerk, variables: { first: helper(), id } });
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(answer.data).toBeNull();
    expect(await tableState(platform)).toEqual(before);
  });
});

const plannedProject = async (extra: Row = {}): Promise<string> => {
  const input = { countyCode: '140224', code: `P-${year}`, name: '饮水工程', actionNumber: 20, placeCode: '140224', year: 2019, budget: '10', ...extra };
  const { data } = await platform.ask('mutation($input: ProjectInput!) { saveProject(input: $input) { project { id } } }', { as: clerk, variables: { input } });
  return data.saveProject.project.id;
};

describe('steps of a status', () => {
  const step = async (record: string, id: string, args: string, as = clerk): Promise<string> => {
    const field = `advance${record}`;
    const { data, errors } = await platform.ask(`mutation($id: ID!) { ${field}(id: $id, ${args}) { outcome errors { code } } }`, { as, variables: { id } });
    if (errors.length > 0) return String(codesOf({ errors }));
    return [data[field].outcome, ...data[field].errors.map(({ code }: { code: string }) => code)].join(' ');
  };
  const project = (id: string, args: string, as?: string) => step('Project', id, args, as);
  const statusOf = async (id: string) => (await platform.ask('query($id: ID!) { project(id: $id) { status version contractor } }', { as: clerk, variables: { id } })).data.project;

  test('are taken one by one, by those who may, with what they need', async () => {
    const id = await plannedProject();
    expect(await project(id, 'to: BUILDING')).toBe('REJECTED STATUS_STEP_NOT_ALLOWED');
    expect(await project(id, 'to: PLANNED')).toBe('REJECTED STATUS_STEP_NOT_ALLOWED');
    expect(await project(id, 'to: APPROVED')).toBe('FORBIDDEN');
    expect(await project(id, 'to: APPROVED, reason: "预算内"', reviewer)).toBe('UPDATED');
    expect(await project(id, 'to: TENDERED', reviewer)).toBe('FORBIDDEN'); // who reviews does not carry out
    expect(await project(id, 'to: BUILDING')).toBe('REJECTED STATUS_STEP_NEEDS');
    expect(await statusOf(id)).toEqual({ status: 'APPROVED', version: 2, contractor: null });
    expect(await save('Project', 'saveProjects', [{ countyCode: '140224', code: `P-${year}`, contractor: '某公司' }])).toEqual(['UPDATED']);
    expect(await project(id, 'to: BUILDING', habitat)).toBe('REJECTED DEPARTMENT_NOT_IN_CHARGE');
    expect(await project(id, 'to: BUILDING, on: "2020-12-02"')).toBe('REJECTED DATE_IN_FUTURE');
    expect(await project(id, 'to: BUILDING')).toBe('UPDATED');
    expect(await statusOf(id)).toEqual({ status: 'BUILDING', version: 4, contractor: '某公司' });
    const journal = await journalOf(platform, id);
    expect(journal.audit.map(({ action, reason, changes }) => [action, reason, changes['status'] ?? null])).toEqual([
      ['saveProject', null, [null, 'PLANNED']], ['advanceProject', '预算内', ['PLANNED', 'APPROVED']], ['saveProject', null, null], ['advanceProject', null, ['APPROVED', 'BUILDING']],
    ]);
  });

  test('write their day where the record keeps it, today unless given', async () => {
    const { data } = await platform.ask('{ relocationCases(first: 1, filter: { programme: { eq: POVERTY } }) { nodes { id household { registrationNumber } } } }', { as: clerk });
    const [{ id: caseId, household: { registrationNumber } }] = data.relocationCases.nodes;
    const relief = async (appliedOn: string) => {
      const saved = await platform.ask('mutation($input: RelocationHouseholdTaxReliefInput!) { saveRelocationHouseholdTaxRelief(input: $input) { relocationHouseholdTaxRelief { id } } }',
        { as: clerk, variables: { input: { registrationNumber, caseId, tax: 'INCOME_TAX', appliedOn, amount: '5' } } });
      return saved.data.saveRelocationHouseholdTaxRelief.relocationHouseholdTaxRelief.id;
    };
    const granted = async (id: string) => (await platform.ask('query($id: ID!) { relocationHouseholdTaxRelief(id: $id) { grantedOn } }', { as: clerk, variables: { id } })).data.relocationHouseholdTaxRelief.grantedOn;
    const [one, other] = [await relief('2020-10-01'), await relief('2020-10-02')];
    expect(await step('RelocationHouseholdTaxRelief', one, 'to: GRANTED, on: "2020-11-05"', reviewer)).toBe('UPDATED');
    expect(await step('RelocationHouseholdTaxRelief', other, 'to: GRANTED', reviewer)).toBe('UPDATED');
    expect([await granted(one), await granted(other)]).toEqual(['2020-11-05', '2020-12-01']);
  });
});

describe('the journal', () => {
  const written = async (): Promise<{ readonly id: string; readonly audit: readonly JournalEntry[]; readonly change: readonly Row[] }> => {
    const { data } = await platform.ask(`{ helpers(filter: { fromOn: { eq: "${year}-06-01" } }) { nodes { id } } }`, { as: clerk });
    const { id } = data.helpers.nodes[0];
    return { id, ...(await journalOf(platform, id)) };
  };

  test('holds personal values as references only, and the others as they are', async () => {
    await saveHelpers([helper()]);
    await saveHelpers([helper({ helperPhone: null, helperUnit: '县林业局' })]);
    await saveHelpers([helper({ helperUnit: '县林业局' })]);
    const { audit } = await written();
    expect(audit.map(({ changes }) => changes['helperUnit'] ?? null)).toEqual([[null, '县水利局'], ['县水利局', '县林业局'], null]);
    const [[, first], [, gone], [, again]] = audit.map(({ changes }) => changes['helperPhone']) as [string | null, string | null][] as [[string, string], [string, string], [string, string]];
    expect(first).toMatch(/^ref:[\w-]{8}:[\w-]{16}$/);
    expect([gone, again]).toEqual([null, first]); // equal values can be told, none can be read
    const { texts } = await journalOf(platform);
    expect(texts).not.toContain(phone);
    expect(texts).not.toContain(name);
    expect(texts).not.toContain('🌾');
    expect(texts).toContain('县林业局');
  });

  test('does not tell names, addresses or reasons of a household either', async () => {
    const { data: place } = await platform.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }');
    const idNumber = syntheticIdNumber('1971-02-03', 'FEMALE', 4_321);
    const reason = `${name}的老伴去世`;
    const { data } = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { registrationNumber members { id } } errors { code } } }', { as: clerk, variables: { input: {
      villageCode: place.place.descendants.nodes[0].code, registeredOn: '2016-03-01', mainCause: 'ILLNESS', address: `${name}家`,
      members: [{ name: `${name}娘`, idNumber, relation: 'HEAD', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
    } } });
    const { household: { registrationNumber, members: [{ id }] } } = data.registerHousehold;
    const changed = await platform.ask('mutation($input: ChangeMembersInput!) { changeMembers(input: $input) { errors { code } } }', { as: clerk, variables: { input: {
      registrationNumber, on: '2018-01-01', reason, relations: [{ personId: id, relation: 'HEAD' }],
      join: [{ kind: 'BIRTH', member: { name: `${name}孙`, sex: 'MALE', bornOn: '2018-01-01', relation: 'GRANDCHILD', labourAbility: 'NONE', healthState: 'HEALTHY', education: 'PRESCHOOL' } }],
    } } });
    expect(changed.data.changeMembers.errors).toEqual([]);
    const { texts } = await journalOf(platform);
    expect(texts).not.toContain(name);
    expect(texts).not.toContain(idNumber);
    const [{ changes }] = (await journalOf(platform, id)).audit as [JournalEntry];
    for (const field of ['name', 'bornOn', 'idNumberTail', 'idNumberCipher', 'healthState']) expect(changes[field]).toEqual([null, expect.stringMatching(/^ref:/)]);
  });

  test('says who wrote what, when, for which request, and which version came of it', async () => {
    const requestId = `records-${year}`;
    await platform.ask('mutation($input: HelperAssignmentInput!) { saveHelperAssignment(input: $input) { outcome } }', { as: clerk, variables: { input: helper() }, headers: { 'x-request-id': requestId } });
    await saveHelpers([helper({ helperPhone: '2' })]);
    const { id, audit, change } = await written();
    expect(audit[0]).toMatchObject({
      actor: clerk, department: 'poverty_alleviation_office', requestId, action: 'saveHelperAssignment', recordType: 'HelperAssignment', countyCode: '140224',
    });
    expect(Buffer.from(id, 'base64').toString()).toBe(`HelperAssignment:${String(audit[0]?.recordId)}`);
    expect(change.map(({ operation, version }) => [operation, version])).toEqual([['CREATED', 1], ['UPDATED', 2]]);
    expect(audit[1]?.changes).toEqual({ helperPhone: [expect.stringMatching(/^ref:/), expect.stringMatching(/^ref:/)] });
  });
});
