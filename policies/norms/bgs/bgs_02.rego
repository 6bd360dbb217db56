# METADATA
# title: Alleen rechtmatig verwerkte gegevens
# description: Participants provide only data that they process lawfully.
# custom:
#   id: BGS-02
#   act: BGS
#   article: BGS 1.5
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     The provider declares it in the catalogue, dataset by dataset; a dataset without the declaration is refused.
#     Of information that is held each part says whether it is processed lawfully: if not it does not enter, and where it
#     is held already it is as if it were not there (I).
#   title:
#     nl: Alleen rechtmatig verwerkte gegevens
#     en: Only lawfully processed data
#   text:
#     nl: >-
#       Een deelnemer levert alleen gegevens die hij zelf rechtmatig verwerkt. Voor deze bron heeft de bronhouder dat
#       niet verklaard.
#     en: >-
#       A participant provides only data that it processes lawfully itself. For this source the provider did not declare
#       so.
#   remedies: [DECLARE_LAWFUL]
package norms.bgs.bgs_02

import data.lib

findings contains {"norm": "BGS-02", "effect": "deny"} if {
	lib.wgs
	not lib.names_holding
	not declared
}

# What is held already goes nowhere if it was not processed lawfully (lib/holdings), and does not come in.
acts contains {"norm": "BGS-02", "effect": "deny"} if {
	some part in lib.entering_riec
	part.lawful != true
}

# Asked positively: a source that no table knows declares nothing.
declared if lib.source.lawful == true
