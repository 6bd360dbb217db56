# METADATA
# title: Geen bijzondere gegevens, op één soort na
# description: >-
#   The only special category of data allowed in a RIEC is sexual behaviour.
# custom:
#   id: WGS-21
#   act: WGS
#   article: WGS 2.21 lid 1
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Reads the flag SPECIAL, of a category or of a single field. Care data carry the flag HEALTH and are closed by
#     WGS-05, WGS-08 and AVG-04 (I).
#   title:
#     nl: Geen bijzondere gegevens, op één soort na
#     en: No special categories, but for one
#   text:
#     nl: >-
#       In een RIEC mogen geen bijzondere persoonsgegevens worden gedeeld, zoals over gezondheid, geloof of afkomst.
#       Alleen voor seksueel gedrag maakt de wet een uitzondering.
#     en: >-
#       No special categories of personal data may be shared in a RIEC, such as on health, religion or origin. The act
#       makes an exception for sexual behaviour only.
#   remedies: [CARE_SAFETY_HOUSE, OWN_POWER]
package norms.wgs.wgs_21

import data.lib

findings contains {"norm": "WGS-21", "effect": "deny", "category": category} if {
	lib.wgs
	some category, flags in lib.flags_by_category
	"SPECIAL" in flags
	category != "C-SEKS"
}

findings contains {"norm": "WGS-21", "effect": "deny", "fields": names} if {
	lib.wgs
	names := sort([name |
		some name in lib.fields_by_flag.SPECIAL
		lib.source.fields[name].category != "C-SEKS"
	])
	count(names) > 0
}
