# METADATA
# title: Openbare orde is van de burgemeester
# description: The mayor guards public order and may close dwellings and premises; no other organ asks for that task.
# custom:
#   id: GEM-02
#   act: Gemeentewet
#   article: Gemeentewet 172, Gemeentewet 174a
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     Article 174a was widened later and is read here only as a purpose. The police ask for their own task under another
#     purpose (I).
#   title:
#     nl: Openbare orde is van de burgemeester
#     en: Public order belongs to the mayor
#   text:
#     nl: >-
#       Alleen de burgemeester handhaaft de openbare orde en mag een woning of lokaal sluiten. Andere organen kunnen
#       daarvoor geen gegevens vragen.
#     en: >-
#       Only the mayor maintains public order and may close a dwelling or premises. Other organs cannot ask for data for
#       that.
#   remedies: [OWN_POWER]
package norms.gem.gem_02

findings contains {"norm": "GEM-02", "effect": "deny"} if {
	input.inquiry.purpose in {"P-OO", "P-174A"}
	input.caller.organ != "BGM"
}
