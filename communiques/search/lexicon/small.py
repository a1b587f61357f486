"""Words too small to search for: they are neither indexed nor asked for."""

from communiques.search.lexicon.rows import words

SMALL_AR = frozenset(
    words(
        """
    في من الي على عن ان انه انها التي الذي الذين اللذين اللتين هذا هذه ذلك تلك هو هي هم قد كما لا
    ما لم لن او ثم حيث بين كل بن بنت ال كان كانت لدي لدى اي و ف ب ل ك عبر عند منذ حتي اذ اذا لقد
    به بها له لها فيه فيها منها منه عليه عليها اليه اليها وفي ومن وعلى وعن بما مما فان وان بان لان
    بحلول
    """
    )
) | frozenset(
    f"{before}{pronoun}"
    for before in words("في علي الي من عن ل ب لدي مع بين")
    for pronoun in words("ه ها هم هما هن")
    if before + pronoun not in ("عنه", "بينه")  # a town, and a proof
)

SMALL_EN = frozenset(
    words(
        """
    a an and as at be been by for from has have in into is it its of on or that the their this to
    was were which with will would who al el bin ibn ben bint no nor not
    """
    )
)
