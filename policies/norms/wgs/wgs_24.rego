# METADATA
# title: Alleen voor het doel van deze zaak
# description: Per case data are used only for the purpose that was set beforehand.
# custom:
#   id: WGS-24
#   act: WGS
#   article: WGS 1.8 lid 5
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     A question in a RIEC without its case has no purpose set beforehand. Rights of persons and control of lawfulness
#     need not be set beforehand: they stand beside every case (WGS 1.6, norm WGS-01). Information that does not belong
#     to the case that is named, or to none, is refused alike (I).
#   title:
#     nl: Alleen voor het doel van deze zaak
#     en: Only for the purpose of this case
#   text:
#     nl: >-
#       Bij het openen van een zaak staat vast waarvoor de gegevens worden gebruikt. U vraagt voor een ander doel,
#       zonder de zaak of naar gegevens van een andere zaak.
#     en: >-
#       When a case is opened it is set what its data are used for. This question is for another purpose, without the
#       case or about data of another case.
#   remedies: [SIGNAL_TO_RIEC, OWN_POWER]
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

set_beforehand if {
	lib.state
	input.inquiry.purpose in input.case.purposes
}

set_beforehand if {
	lib.state
	input.inquiry.purpose in {"P-RECHT", "P-AUDIT"}
}
