from registry.domain.vocabulary import Role
def test_x(browser_of, site):
    for role in Role:
        c=browser_of(role)
        for a in ("/", "/years/2020","/years/2021","/years/2018"):
            r=c.get(a); assert r.status_code==200, r.text[:3000]
