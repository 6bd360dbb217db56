# METADATA
# title: Politiegegevens in het RIEC
# description: >-
#   Police and marechaussee provide to a RIEC what is needed, in agreement with the competent authority: art. 8 and
#   13 in the second phase, art. 9 and 10 lid 1 a and c in the third, nothing else.
# custom:
#   id: WPG-05
#   act: Wpg
#   article: Wpg 20 lid 3; WGS 1.5 lid 2; BGS 2.15
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     Before the fetch the category stands for the article (facts/categories.json); after it the record itself
#     says its article. Data of boa's follow the same rule, because the table of categories admits them only as provided under the Wpg.
#     Of what is held the origin or the category of a part says so, whoever holds it, and its article is known before
#     the fetch; who brings it in needs an article that the phase opens. It speaks about provision into a RIEC: of a
#     result the authority agreed to that first provision (I).
#   title:
#     nl: Politiegegevens in het RIEC
#     en: Police data in the RIEC
#   text:
#     nl: >-
#       De politie levert alleen aan een RIEC als het bevoegd gezag ermee instemt en er geen zwaarwegende redenen
#       tegen zijn. Welke politiegegevens dat zijn, hangt af van de fase van de zaak.
#     en: >-
#       The police provide to a RIEC only if the competent authority agrees and no weighty reasons stand against
#       it. Which police data depends on the phase of the case.
#   remedies: [AUTHORITY, WAIT_FOR_PHASE]
package norms.wpg.wpg_05

import data.lib

findings contains {"norm": "WPG-05", "effect": "deny"} if {
	from_police
	not ["AUTHORITY_AGREED", null] in lib.met
}

findings contains {"norm": "WPG-05", "effect": "deny"} if {
	from_police
	some judgement in {"AUTHORITY_AGREED", "VETO"}
	[judgement, null] in lib.refused
}

findings contains {"norm": "WPG-05", "effect": "deny", "category": category} if {
	from_police
	some category in lib.categories
	count(articles[category] & allowed) == 0
}

# Of what is held each part counts by where it came from: agreed for that organ, and an article that the phase opens.
findings contains {"norm": "WPG-05", "effect": "deny", "fields": names} if {
	lib.wgs
	lib.names_holding
	not lib.result
	names := lib.asked_of({name |
		some name, part in lib.asked_parts
		lib.of_police(part)
		not provided(part)
	})
	count(names) > 0
}

provided(part) if {
	[part.origin, "met"] in authority
	not [part.origin, "refused"] in authority
	open_article(part)
}

# Pairs [organ, verdict] of what the competent authority said.
authority contains [attestation.scope.organ, lib.verdict_of(attestation, row)] if {
	some [attestation, row] in lib.at_hand
	attestation.type == "AUTHORITY_AGREED"
}

open_article(part) if {
	part.wpgArticle in allowed
	count(object.get(articles, part.category, allowed) & allowed) > 0
}

acts contains {"norm": "WPG-05", "effect": "deny"} if {
	some part in lib.entering_documents
	lib.of_police(part)
	not open_article(part)
}

screening contains {"norm": "WPG-05", "effect": "deny", "record": record.index} if {
	from_police
	some record in input.records
	not record.wpgArticle in allowed
}

from_police if {
	lib.wgs
	not lib.result
	lib.source.organ in {"POL", "KMAR"}
}

# Investigative data of boa's are police data of their employer (Bpg-boa).
from_police if {
	lib.wgs
	not lib.names_holding
	"C-BOA" in lib.categories
}

articles := {
	"C-POL8": {"8", "13"},
	"C-BOA": {"8", "13"},
	"C-POL9": {"9"},
	"C-POL10": {"10a", "10c"},
	"C-POL10B": {"10b"},
	"C-POL12": {"12"},
}

allowed contains article if {
	some phase in lib.open_phases
	some article in articles_of_phase[phase]
}

articles_of_phase := {"F2": {"8", "13"}, "F3": {"9", "10a", "10c"}}
