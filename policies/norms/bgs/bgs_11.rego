# METADATA
# title: Welke deelnemer welke gegevens levert
# description: >-
#   In the first phase financial and income data never come from the tax administration; permit and subsidy data
#   only from gemeente, provincie, UWV and NVWA.
# custom:
#   id: BGS-11
#   act: BGS
#   article: BGS 2.15, tabel
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Of information that is held each part counts by where its data came from, not by who brings it in. What
#     is brought in before the second phase counts as first phase. A result is not brought in: it leaves by WGS-16 to
#     WGS-20 (I).
#   title:
#     nl: Welke deelnemer welke gegevens levert
#     en: Which participant provides which data
#   text:
#     nl: >-
#       In de eerste fase komen inkomens- en vermogensgegevens nooit van de Belastingdienst. Gegevens over
#       vergunningen en subsidies komen alleen van gemeente, provincie, UWV of NVWA.
#     en: >-
#       In the first phase financial and income data never come from the tax administration. Permit and subsidy
#       data come only from gemeente, provincie, UWV or NVWA.
#   remedies: [WAIT_FOR_PHASE]
package norms.bgs.bgs_11

import data.lib

findings contains {"norm": "BGS-11", "effect": "deny", "category": category} if {
	lib.wgs
	lib.state == "R2"
	lib.from_tax_administration
	some category in lib.categories
	category in of_income
}

findings contains {"norm": "BGS-11", "effect": "deny", "fields": names} if {
	lib.wgs
	lib.state == "R2"
	names := lib.asked_of({name | some name in lib.tax_parts; lib.asked_parts[name].category in of_income})
	count(names) > 0
}

findings contains {"norm": "BGS-11", "effect": "deny", "category": category} if {
	lib.wgs
	not lib.result
	not may_give_permits
	some category in lib.categories
	category in {"C-VERG", "C-SUB"}
}

acts contains {"norm": "BGS-11", "effect": "deny"} if {
	input.case.state in {"R0", "R1", "R2"}
	some part in lib.entering_documents
	part.category in of_income
	count(lib.sources_of(part) & lib.tax_organs) > 0
}

acts contains {"norm": "BGS-11", "effect": "deny"} if {
	some part in lib.entering_documents
	part.category in {"C-VERG", "C-SUB"}
	not gives_permits(data.facts.organs[part.origin].participantAs)
}

of_income := {"C-BD", "C-INK", "C-VGD"}

gives_permits(organ) if organ in {"BGM", "COL", "PROV", "UWV", "NVWA"}

may_give_permits if gives_permits(lib.participant_source)
