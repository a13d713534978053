"""How does the product fare against its peers: same questions, same machine, same run?"""
