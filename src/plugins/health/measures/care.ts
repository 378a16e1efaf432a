import type { MeasurePlace } from '#plugin';
import { at } from './at.ts';

/** Measures of insurance, bills, assistance and facilities. */
export const careMeasures: Readonly<Record<string, readonly MeasurePlace[]>> = {
  'A16-M01': [
    at('MedicalClaim', 'person', 'facility', 'tertiaryHospital', 'service', 'bill', 'eligibleCost', 'selfPaid', 'admittedOn', 'dischargedOn', 'settledOn', 'status'),
    at('ClaimSettlement', 'claim', 'number', 'settledOn', 'scheme', 'paid', 'selfPaid', 'reason'),
    at('ClaimSettlementLayer', 'settlement', 'position', 'layer', 'leftBefore', 'paid', 'leftAfter', 'zeroReason', 'rule'),
    at('InsuranceEnrolment', 'person', 'year', 'scheme'),
  ],
  'A16-M05': [at('TreatBeforePayAgreement', 'person', 'facility', 'tertiaryHospital', 'claim', 'signedOn', 'admittedOn', 'owedOn', 'settledOn', 'paidAmount', 'status')],
  'A16-M06': [at('InsurancePolicyRule', 'layer', 'scheme', 'service', 'tier', 'beneficiaries', 'deductible', 'ratio', 'ceiling', 'effectiveOn', 'supersededOn', 'status')],
  'A16-M07': [at('InsuranceEnrolment', 'person', 'year', 'premium', 'subsidy', 'enrolledOn', 'subsidyDueOn', 'subsidyPaidOn', 'status')],
  'A16-M08': [at('MedicalAssistance', 'person', 'claim', 'kind', 'selfPaidBefore', 'appliedAmount', 'amount', 'donor', 'appliedOn', 'decidedOn', 'paidOn', 'status')],
  'A16-M09': [at('MedicalAssistanceEligibility', 'person', 'basis', 'assessedOn', 'coveredOn', 'endedOn', 'status')],
  'A16-M11': [
    at('HealthFacility', 'kind', 'tier', 'place', 'grade', 'gradedOn', 'beds', 'staff', 'standardOn', 'status'),
    at('FacilityAssessment', 'facility', 'assessedOn', 'standard', 'premises', 'equipment', 'staffing', 'medicines', 'services', 'information', 'passed'),
  ],
  'A16-M12': [
    at('TelemedicineLink', 'facility', 'tertiaryHospital', 'plannedOn', 'connectedOn', 'inUseOn', 'downOn', 'status'),
    at('Teleconsultation', 'link', 'consultedOn', 'speciality', 'minutes'),
    at('TertiaryHospital', 'name', 'grade', 'place'),
  ],
  'A16-M13': [
    at('HospitalPairing', 'tertiaryHospital', 'supportingFacility', 'facility', 'signedOn', 'dueOn', 'doctorMonths', 'startedOn', 'endedOn', 'status'),
    at('PairingSecondment', 'pairing', 'doctorName', 'speciality', 'fromOn', 'toOn', 'months'),
    at('TertiaryHospital', 'name', 'grade', 'affiliation'),
  ],
  'A16-M14': [
    at('VillageHealthService', 'village', 'kind', 'facility', 'doctor', 'households', 'householdsServed', 'plannedOn', 'servedOn', 'status'),
    at('MobileServiceVisit', 'facility', 'village', 'visitedOn', 'households', 'consultations'),
    at('HealthFacility', 'kind', 'place', 'openedOn', 'closedOn'),
  ],
  'A16-M15': [
    at('MedicalPost', 'facility', 'year', 'kind', 'scheme', 'doctorName', 'openedOn', 'appointedOn', 'leftOn', 'status'),
    at('FacilityStaffingPlan', 'facility', 'year', 'gpPosts', 'specialistPosts'),
  ],
  'A16-M16': [
    at('HealthDoctor', 'name', 'kind', 'facility', 'place', 'startedOn', 'retiredOn', 'leftOn', 'status'),
    at('VillageDoctorBenefit', 'doctor', 'kind', 'monthlyAmount', 'fromOn', 'stoppedOn', 'status'),
    at('VillageDoctorBenefitPayment', 'benefit', 'year', 'month', 'amount', 'paidOn'),
  ],
};
