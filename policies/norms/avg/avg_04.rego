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
#     Class K5 counts as special throughout, youth and debt care included, as the hard sector limits are read. Social
#     support and youth help in the hands of the department that gives them, for that task, are a goal and a body of
#     UAVG 30, with Wmo 2015 5.1.1 and Jeugdwet 7.4 as the statute; of debt assistance no statute was read that makes
#     the exception, so there the ban stands (I).
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
	some category in (sensitive - lib.own_care)
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
	not is_own_care(name)
}

is_own_care(name) if lib.source.fields[name].category in lib.own_care
