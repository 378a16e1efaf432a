import { readData } from './data-files.ts';

export const catalogueFile = 'policy-catalogue.json';

interface Titled {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly ref: string;
  readonly note?: string;
}

export interface CatalogueStated extends Titled {
  readonly value: number | null;
  readonly unit: string | null;
  readonly comparator: string;
  readonly valueText?: string;
}

export interface CatalogueTarget extends CatalogueStated {
  readonly dueYear: number | null;
  readonly dueNote?: string;
  readonly dueBasis?: string;
  readonly kind?: string;
  readonly baseCount?: number;
  readonly reference?: string;
  readonly condition?: string;
  readonly frequency?: string;
}

interface Measure extends Titled {
  readonly id: string;
  readonly record: { readonly entity: string };
}

interface Department extends Titled {
  readonly zhFull: string;
  readonly level: string;
  readonly type: string;
  readonly roleInText: string;
  readonly isLeadUnit: boolean;
}

/** What actions and mechanisms share: units that lead, and measures. */
interface Led extends Titled {
  readonly number: number;
  readonly leadDepartments: readonly string[];
  readonly summary_en: string;
  readonly measures: readonly Measure[];
}

interface Action extends Led {
  readonly programme: string;
  readonly plugin: string;
  readonly targets: readonly CatalogueTarget[];
  readonly targetsNote?: string;
}

interface GovernanceItem extends Titled {
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly dataImplied: string;
}

interface GovernanceGroup extends Omit<Titled, 'code'> {
  readonly summary_en: string;
  readonly items: readonly GovernanceItem[];
}

interface YearPlan {
  readonly year: number;
  readonly value: number;
}

/** The part of the policy catalogue that is loaded; the file holds more, for reading. */
export interface Catalogue {
  readonly documentFacts: {
    readonly baseline: readonly (CatalogueStated & { readonly asOf?: string })[];
    readonly overallTargets: readonly CatalogueTarget[];
    readonly annualExitPlan: {
      readonly people: readonly YearPlan[];
      readonly peopleSource: { readonly ref: string };
      readonly counties: readonly YearPlan[];
      readonly countiesSource: { readonly ref: string };
    };
  };
  readonly departments: readonly Department[];
  readonly programmes: readonly (Titled & { readonly number: number; readonly strategicRole: string })[];
  readonly actions: readonly Action[];
  readonly mechanisms: readonly Led[];
  readonly governance: Readonly<Record<string, GovernanceGroup>>;
  readonly ambiguities: readonly { readonly code: string; readonly en: string; readonly refs: readonly string[] }[];
}

export const readCatalogue = async (): Promise<Catalogue> => JSON.parse((await readData(catalogueFile)).toString('utf8')) as Catalogue;
