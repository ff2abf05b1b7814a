# Tests of independence, of two means, of ranks; intervals by formula; distribution functions.

test_cases <- function() {
  for (name in c("simple", "layered_wr", "clustered", "twostage", "nested", "nested_wr")) {
    d <- D(name)
    for (pair in list(c("wide", "kind"), c("goal", "band"), c("band", "kind"))) two_way(paste0(pair[1], "_", pair[2], ".", name), name, d, pair)
    for (text in c("score ~ goal", "pupils ~ wide", "degree ~ goal", "score ~ I(kind == \"low\")")) {
      t <- svyttest(as.formula(text), d)
      ci <- t$conf.int
      add(paste0("ttest.", text, ".", name), "svyttest", name, list(formula = text), paste0("svyttest(", text, ", D)"),
        list(difference = c(t$estimate)[[1]], t = c(t$statistic)[[1]], df = t$parameter[[1]], p = c(t$p.value)[[1]], ci95 = listed(ci)))
    }
    t <- svyttest(I(score - before) ~ 0, d)
    add(paste0("ttest.one.", name), "svyttest", name, list(formula = "I(score - before) ~ 0"), "svyttest(I(score - before) ~ 0, D)",
      list(difference = c(t$estimate)[[1]], t = c(t$statistic)[[1]], df = t$parameter[[1]], p = c(t$p.value)[[1]], ci95 = listed(t$conf.int)))
    for (test in c("wilcoxon", "vanderWaerden", "median")) {
      for (text in c("first ~ goal", "score ~ wide")) {
        t <- svyranktest(as.formula(text), d, test = test)
        add(paste0("rank.", test, ".", text, ".", name), "svyranktest", name, list(formula = text, test = test), paste0("svyranktest(", text, ", D, test='", test, "')"),
          list(statistic = c(t$statistic)[[1]], df = t$parameter[[1]], p = c(t$p.value)[[1]], difference = c(t$estimate)[[1]]))
      }
    }
    # R gives these under each other's names.
    for (text in c("score ~ kind", "first ~ band")) {
      t <- svyranktest(as.formula(text), d, test = "KruskalWallis")
      add(paste0("rank.KruskalWallis.", text, ".", name), "svyranktest", name, list(formula = text, test = "KruskalWallis"), paste0("svyranktest(", text, ", D, test='KruskalWallis')"),
        list(statistic = c(t$parameter)[[1]], df = t$statistic[[1]], ddf = t$ddf, p = c(t$p.value)[[1]]))
    }
    for (text in c("first == 0", "goal == \"yes\"")) wilson(text, name, d)
  }
  two_way("grade_contact.waves", "waves", D("waves"), c("grade", "contact"))
  two_way("answer_sex.panel", "panel", D("panel"), c("answer", "sex"))
  distributions()
}

two_way <- function(label, name, d, pair) {
  f <- terms_of(pair)
  test <- function(s) chisq_test(f, d, s)
  kept <- complete.cases(d$variables[pair])
  t <- svytable(f, d)
  expected <- list(F = test("F"), Chisq = test("Chisq"), Wald = test("Wald"), adjWald = test("adjWald"),
    weighted_table = list(rows = as.list(rownames(t)), cols = as.list(colnames(t)), cells = square(as.matrix(unclass(t)))))
  add(paste0("chisq.", label), "svychisq", name, list(variables = as.list(pair)), paste0("svychisq(~", pair[1], " + ", pair[2], ", D, statistic=...)"), expected)
}

wilson <- function(text, name, d) {
  m <- svymean(as.formula(paste0("~ as.numeric(", text, ")")), d, na.rm = TRUE)
  p <- coef(m)[[1]]
  v <- vcov(m)[1, 1]
  n <- nrow(d)
  df <- degf(d)
  ne <- p * (1 - p) / v
  adjusted <- ne * (qt(.975, n - 1) / qt(.975, df))^2
  limits <- function(ne, z) {
    half <- z / (2 * ne) * sqrt(4 * ne * p * (1 - p) + z^2)
    list(lower = (p + z^2 / (2 * ne) - half) / (1 + z^2 / ne), upper = (p + z^2 / (2 * ne) + half) / (1 + z^2 / ne))
  }
  add(paste0("wilson.", text, ".", name), "wilson_formula", name, list(expression = paste0("I(", text, ")")), "formula",
    list(estimate = p, se = sqrt(v), n = n, df = df, n_eff = ne, n_eff_df_adjusted = adjusted, wilson_t_df = limits(ne, qt(.975, df)), wilson_neff_adjusted_z = limits(adjusted, qnorm(.975)),
      korn_graubard_beta = list(lower = qbeta(.025, adjusted * p, adjusted * (1 - p) + 1), upper = qbeta(.975, adjusted * p + 1, adjusted * (1 - p)))))
}

distributions <- function() {
  rows <- function(grid, f) lapply(seq_len(nrow(grid)), function(i) c(as.list(grid[i, , drop = FALSE]), list(value = do.call(f, unname(as.list(grid[i, ]))))))
  put <- function(id, fn, grid, f) results[[length(results) + 1]] <<- list(id = id, fn = fn, tolerance_relative = 1e-10, rows = rows(grid, f))
  p <- c(1e-8, .001, .025, .2, .6, .9, .975, .9999)
  put("dist.qt", "R qt", expand.grid(p = p, df = c(1, 2.5, 7, 33, 250, 1e5)), function(p, df) qt(p, df))
  put("dist.pt_upper", "R pt(lower.tail=FALSE)", expand.grid(t = c(.01, .7, 2, 5, 20), df = c(1, 3.3, 12, 400)), function(t, df) pt(t, df, lower.tail = FALSE))
  put("dist.pt", "R pt", expand.grid(t = c(-6, -1, 0, .3, 4), df = c(1, 3.3, 12, 400)), function(t, df) pt(t, df))
  put("dist.qnorm", "R qnorm", data.frame(p = c(1e-15, p)), function(p) qnorm(p))
  put("dist.pf_upper", "R pf(lower.tail=FALSE)", expand.grid(f = c(.1, 1, 3.5, 12, 60), df1 = c(1, 2.7, 8), df2 = c(3, 13.5, 900)), function(f, a, b) pf(f, a, b, lower.tail = FALSE))
  put("dist.qf", "R qf", expand.grid(p = p[2:7], df1 = c(1, 2.7, 8), df2 = c(3, 13.5, 900)), function(p, a, b) qf(p, a, b))
  put("dist.pchisq_upper", "R pchisq(lower.tail=FALSE)", expand.grid(x = c(.05, 1, 6, 30, 150), df = c(1, 2.5, 9, 80)), function(x, df) pchisq(x, df, lower.tail = FALSE))
  put("dist.qchisq", "R qchisq", expand.grid(p = p[2:7], df = c(1, 2.5, 9, 80)), function(p, df) qchisq(p, df))
  put("dist.qbeta", "R qbeta", expand.grid(p = p[2:7], a = c(.5, 3, 40.2), b = c(1, 2.5, 700)), function(p, a, b) qbeta(p, a, b))
  put("dist.pbeta", "R pbeta", expand.grid(x = c(.001, .05, .4, .9), a = c(.5, 3, 40.2), b = c(1, 2.5, 70)), function(x, a, b) pbeta(x, a, b))
}
