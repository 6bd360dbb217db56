# METADATA
# title: Alleen voor het doel van deze zaak
# description: Per case data are used only for the purpose that was set beforehand.
# custom:
#   id: WGS-24
#   act: WGS
#   article: WGS 1.8 lid 5
#   tier: 1
#   certainty: V1
#   effect: deny + needs approval
#   absence: review
#   inferred: >-
#     A question in a RIEC without its case has no purpose set beforehand. Rights of persons and control of lawfulness
#     need not be set beforehand: they stand beside every case (WGS 1.6, norm WGS-01). Information that does not belong
#     to the case that is named, or to none, is refused alike. A kind of processing that joins cases waits until the
#     advisory committee found that its measures keep the data of each case to their purpose (I).
#   title:
#     nl: Alleen voor het doel van deze zaak
#     en: Only for the purpose of this case
#   text:
#     nl: >-
#       Bij het openen van een zaak staat vast waarvoor de gegevens worden gebruikt. Voor een ander doel, zonder de zaak
#       of uit een andere zaak kunt u ze niet vragen. Een verwerking die zaken samenvoegt, moet dat ook waarborgen.
#     en: >-
#       When a case is opened it is set what its data are used for. They cannot be asked for another purpose, without the
#       case or out of another case. A kind of processing that joins cases must safeguard this too.
#   remedies: [SIGNAL_TO_RIEC, OWN_POWER, ASK_RAC_ADVICE]
package norms.wgs.wgs_24

import data.lib

findings contains {"norm": "WGS-24", "effect": "deny"} if {
	lib.wgs
	not set_beforehand
}

# Information of another case, whatever its purpose.
findings contains {"norm": "WGS-24", "effect": "deny"} if {
	lib.wgs
	lib.names_holding
	is_null(input.holding)
}

acts contains {"norm": "WGS-24", "effect": "require", "attestation": "RAC_NEW", "scope": {}} if {
	joins_cases
	count(lib.rac_advice) == 0
}

acts contains {"norm": "WGS-24", "effect": "deny"} if {
	joins_cases
	some attestation in lib.rac_advice
	not attestation.details.casePurposeKept == true
}

joins_cases if {
	lib.riec_processing
	input.act.processing.acrossCases == true
}

set_beforehand if {
	lib.state
	input.inquiry.purpose in input.case.purposes
}

set_beforehand if {
	lib.state
	input.inquiry.purpose in {"P-RECHT", "P-AUDIT"}
}
