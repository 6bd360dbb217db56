# METADATA
# title: Seksueel gedrag
# description: >-
#   Data about sexual behaviour only next to criminal data and only for human trafficking, illegal prostitution and
#   exploitation; orientation never.
# custom:
#   id: BGS-12
#   act: BGS
#   article: BGS 2.15, tabel
#   tier: 2
#   certainty: V1
#   effect: deny + mask
#   absence: deny
#   inferred: >-
#     That the case has criminal data is a judgement in the case. A dataset with orientation in it does not tell whether
#     it knows somebody either (I).
#   title:
#     nl: Seksueel gedrag
#     en: Sexual behaviour
#   text:
#     nl: >-
#       Gegevens over seksueel gedrag mogen alleen bij mensenhandel, illegale prostitutie of uitbuiting, en alleen naast
#       strafrechtelijke gegevens. Seksuele gerichtheid wordt nooit gedeeld.
#     en: >-
#       Data about sexual behaviour may be shared only for human trafficking, illegal prostitution or exploitation, and
#       only next to criminal data. Sexual orientation is never shared.
#   remedies: [ASK_PRIVACY_OFFICER]
package norms.bgs.bgs_12

import data.lib

findings contains {"norm": "BGS-12", "effect": "deny", "category": "C-SEKS"} if {
	lib.wgs
	"C-SEKS" in lib.categories
	not admitted
}

findings contains {"norm": "BGS-12", "effect": "treat", "treatment": "withhold", "fields": names} if {
	lib.wgs
	names := [name | some name in input.inquiry.fields; endswith(name, "seksuele_gerichtheid")]
	count(names) > 0
}

findings contains {"norm": "BGS-12", "effect": "treat", "treatment": "withhold", "category": field.category} if {
	lib.wgs
	lib.about_existence
	some name, field in lib.source.fields
	endswith(name, "seksuele_gerichtheid")
}

# Asked positively: a case that names no form of crime admits nothing.
admitted if {
	input.case.regime == "WGS"
	input.case.crimeForm in {"MENSENHANDEL", "ILL_PROSTITUTIE", "UITBUITING"}
	["CRIM_DATA", null] in lib.upheld
}
