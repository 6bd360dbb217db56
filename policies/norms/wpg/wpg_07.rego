# METADATA
# title: Informanten en verwijderde politiegegevens
# description: Informant data and removed police data are never provided onward.
# custom:
#   id: WPG-07
#   act: Wpg
#   article: Wpg 12, Wpg 14 lid 2
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Before the fetch the category stands for the article; after it the record itself says its article. A dataset that
#     holds removed data does not tell whether it knows somebody either. Of what is held such a part is as if it were not
#     there, and so is one of Wpg 10 lid 1 b, of an unknown article or of none; none of them comes into a case (I).
#   title:
#     nl: Informanten en verwijderde politiegegevens
#     en: Informants and removed police data
#   text:
#     nl: >-
#       Gegevens over informanten en politiegegevens die zijn verwijderd, worden nooit gedeeld. Ook of ze er zijn, hoort
#       u niet.
#     en: >-
#       Data about informants and police data that were removed are never shared. Whether they exist is not told either.
#   remedies: [NO_ROUTE]
package norms.wpg.wpg_07

import data.lib

findings contains {"norm": "WPG-07", "effect": "deny", "category": "C-POL12"} if "C-POL12" in lib.categories

findings contains {"norm": "WPG-07", "effect": "deny", "category": category} if {
	some category, flags in lib.flags_by_category
	"REMOVED" in flags
}

findings contains {"norm": "WPG-07", "effect": "deny", "fields": sort(names)} if names := lib.fields_by_flag.REMOVED

findings contains {"norm": "WPG-07", "effect": "deny", "category": field.category} if {
	lib.about_existence
	some field in lib.source.fields
	"REMOVED" in field.flags
}

acts contains {"norm": "WPG-07", "effect": "deny"} if {
	some part in lib.entering
	not lib.may_be_provided(part)
}

acts contains {"norm": "WPG-07", "effect": "deny"} if {
	lib.entering
	some field in input.holding.fields
	"REMOVED" in field.flags
}

screening contains {"norm": "WPG-07", "effect": "deny", "record": record.index} if {
	some record in input.records
	record.wpgArticle == "12"
}
