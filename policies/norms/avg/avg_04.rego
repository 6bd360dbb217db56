# METADATA
# title: Bijzondere persoonsgegevens
# description: >-
#   Special categories are barred unless a statute makes an exception; health data only for the bodies and goals of
#   UAVG 30.
# custom:
#   id: AVG-04
#   act: AVG
#   article: AVG 9, UAVG 22 tot en met 30
#   tier: 1
#   certainty: U1
#   effect: deny
#   absence: null
#   inferred: >-
#     Class K5 counts as special throughout, youth and debt care included, as the hard sector limits are read (I).
#   title:
#     nl: Bijzondere persoonsgegevens
#     en: Special categories of personal data
#   text:
#     nl: >-
#       Gegevens over bijvoorbeeld gezondheid, zorg of jeugdhulp mogen niet worden gedeeld, ook niet of er iets
#       bekend is. Dat kan alleen als een wet een uitzondering maakt.
#     en: >-
#       Data about, for instance, health, care or youth help may not be shared, not even whether something is known.
#       Only a statute can make an exception.
#   remedies: [CARE_SAFETY_HOUSE]
package norms.avg.avg_04

import data.lib

findings contains {"norm": "AVG-04", "effect": "deny", "category": category} if {
	not "LB-9G" in lib.bases
	some category in sensitive
}

findings contains {"norm": "AVG-04", "effect": "deny", "fields": names} if {
	not "LB-9G" in lib.bases
	names := sort(flagged)
	count(names) > 0
}

sensitive contains category if {
	some category in lib.categories
	data.facts.categories[category].class == "K5"
}

sensitive contains category if {
	some category, flags in lib.flags_by_category
	count(flags & {"SPECIAL", "HEALTH"}) > 0
}

flagged contains name if {
	some flag in ["SPECIAL", "HEALTH"]
	some name in lib.fields_by_flag[flag]
}
