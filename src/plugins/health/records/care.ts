import type { AnyRecord } from '#records';
import { assistanceEligibilityRecord, medicalAssistanceRecord, treatBeforePayRecord } from './assistance.ts';
import { claimSettlementRecord, medicalClaimRecord, settlementLayerRecord } from './claim.ts';
import { doctorBenefitPaymentRecord, doctorBenefitRecord, healthDoctorRecord } from './doctor.ts';
import { facilityAssessmentRecord, healthFacilityRecord, tertiaryHospitalRecord } from './facility.ts';
import { insuranceEnrolmentRecord, insuranceRuleRecord } from './insurance.ts';
import {
  hospitalPairingRecord, medicalPostRecord, pairingSecondmentRecord, staffingPlanRecord, telemedicineLinkRecord, teleconsultationRecord,
} from './support.ts';
import { mobileVisitRecord, villageServiceRecord } from './village-service.ts';

/** Facilities and doctors, which everything else may refer to. */
export const facilityRecords: readonly AnyRecord[] = [healthFacilityRecord, tertiaryHospitalRecord, healthDoctorRecord];

/** Insurance, bills, assistance, and what facilities are given. */
export const careRecords: readonly AnyRecord[] = [
  facilityAssessmentRecord, villageServiceRecord, mobileVisitRecord,
  doctorBenefitRecord, doctorBenefitPaymentRecord,
  hospitalPairingRecord, pairingSecondmentRecord, telemedicineLinkRecord, teleconsultationRecord, staffingPlanRecord, medicalPostRecord,
  insuranceRuleRecord, insuranceEnrolmentRecord, medicalClaimRecord, claimSettlementRecord, settlementLayerRecord,
  medicalAssistanceRecord, assistanceEligibilityRecord, treatBeforePayRecord,
];
