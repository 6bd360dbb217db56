# METADATA
# title: WOZ-waarde en WOZ-dossier
# description: >-
#   Authorities use property values as customers of the register; the valuation file is for who it is addressed to, for
#   municipal tax and, in its phase, for a RIEC.
# custom:
#   id: WOZ-01
#   act: Wet WOZ
#   article: Wet WOZ 37a tot en met 40b
#   tier: 1
#   certainty: V1
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     The catalogue does not tell a dwelling, whose value is public, from other property, so a private party gets no
#     permit here: a legitimate interest is shown to the tax officer. The value goes to a department for its own task,
#     without a case or in a state that answers. The file goes to the tax departments for municipal tax, because no
#     norm of an act of its own was found for that path; in a RIEC WGS-06 carries the permit, and a result leaves
#     by WGS-16 to WGS-20 (I).
#   title:
#     nl: WOZ-waarde en WOZ-dossier
#     en: Property value and valuation file
#   text:
#     nl: >-
#       Een afdeling mag de WOZ-waarde gebruiken voor haar eigen taak. Het WOZ-dossier met eigenaar, gebruiker en
#       taxatie is alleen voor de gemeentelijke belastingen, en in een RIEC vanaf de tweede fase.
#     en: >-
#       A department may use the property value for its own task. The file with owner, user and valuation is only for
#       municipal tax, and in a RIEC from the second phase on.
#   remedies: [WAIT_FOR_PHASE, OWN_POWER]
package norms.woz.woz_01

import data.lib

findings contains {"norm": "WOZ-01", "effect": "permit", "category": "C-WOZ-V"} if {
	value_for_own_task
	lib.outside_a_case
}

findings contains {"norm": "WOZ-01", "effect": "permit", "category": "C-WOZ-V"} if {
	value_for_own_task
	lib.on_the_municipal_track
}

findings contains {"norm": "WOZ-01", "effect": "permit", "category": "C-WOZ-D"} if {
	"C-WOZ-D" in lib.categories
	for_municipal_tax
	lib.tax_department
	lib.own_task
	lib.outside_a_case
}

findings contains {"norm": "WOZ-01", "effect": "deny", "category": "C-WOZ-D"} if {
	"C-WOZ-D" in lib.categories
	not for_municipal_tax
	not "C-WOZ-D" in lib.categories_in_open_phase
	not lib.riec_result
}

value_for_own_task if {
	"C-WOZ-V" in lib.categories
	lib.own_task
}

for_municipal_tax if input.inquiry.purpose == "P-BEL"
