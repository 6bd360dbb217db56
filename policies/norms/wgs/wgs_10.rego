# METADATA
# title: Gegevens van de tweede fase (F2)
# description: >-
#   Fiscal, police (art. 8 and 13), justice data and sexual behaviour only when an activity is carried out jointly.
# custom:
#   id: WGS-10
#   act: WGS
#   article: WGS 2.23 lid 6 onder b
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     The phases are about data that come into a RIEC. A result made of them leaves by WGS-16 to WGS-20 (I).
#   title:
#     nl: Gegevens van de tweede fase (F2)
#     en: Data of the second phase (F2)
#   text:
#     nl: >-
#       Fiscale gegevens, politiegegevens en justitiële gegevens mogen pas worden gedeeld als de deelnemers de zaak
#       samen uitvoeren. In deze fase van de zaak kan dat niet.
#     en: >-
#       Fiscal, police and justice data may be shared only once the participants carry out the case jointly. That
#       is not possible in this phase of the case.
#   remedies: [WAIT_FOR_PHASE]
package norms.wgs.wgs_10

import data.lib

findings contains {"norm": "WGS-10", "effect": "deny", "category": category} if {
	lib.wgs
	not lib.result
	not carried_out_jointly
	some category in lib.categories
	data.facts.categories[category].phase == "F2"
}

acts contains {"norm": "WGS-10", "effect": "deny"} if "F2" in lib.entering_too_early

# Asked positively: no state on this track refuses too.
carried_out_jointly if lib.state in {"R3", "R4", "R5"}
